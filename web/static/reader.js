// Opens an article beside the chat, or as a sheet over it on a narrow screen, at the cited characters.

import { calm, pageAt } from "./html.js";

const reader = document.getElementById("reader");
const story = reader.querySelector(".reader-story");
const count = reader.querySelector(".reader-count");
const title = reader.querySelector(".reader-title");
const alone = reader.querySelector(".reader-alone");
const steps = reader.querySelectorAll("[data-step]");
const wide = matchMedia("(min-width: 64rem)");
let links = [];
let at = 0;
let opener = null;

function open() {
  if (reader.open) return;
  if (wide.matches) reader.show();
  else reader.showModal();
}

function citationsOf(turn) {
  const byNumber = new Map([...turn.querySelectorAll("[data-quote]")].map((mark) => [mark.dataset.n, mark.href]));
  return [...byNumber.keys()].sort((a, b) => a - b).map((n) => byNumber.get(n));
}

async function show() {
  const url = links[at];
  count.textContent = links.length > 1 ? `出处 ${at + 1}，共 ${links.length} 处` : "出处";
  if (!new URL(url).searchParams.has("e")) count.textContent = "相近的报道";
  alone.href = url;
  for (const button of steps) button.hidden = !links[at + Number(button.dataset.step)];
  try {
    const page = await pageAt(url);
    if (url !== links[at]) return; // the reader has moved on meanwhile
    story.replaceChildren(page.querySelector(".story") ?? page.querySelector("main"));
  } catch {
    story.replaceChildren("打不开这篇报道，请看看网络是否正常。");
  }
  title.textContent = story.querySelector("h1")?.textContent ?? "";
  const cited = story.querySelector("mark.cited");
  story.scrollTop = 0;
  if (cited) story.scrollTo({ top: cited.getBoundingClientRect().top - story.getBoundingClientRect().top - story.clientHeight / 3, behavior: calm });
  story.focus({ preventScroll: true });
}

document.getElementById("turns").addEventListener("click", (event) => {
  const link = event.target.closest('a[href*="/articles/"]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const cited = citationsOf(link.closest(".turn"));
  const url = link.href;
  links = cited.includes(url) ? cited : [url];
  at = links.indexOf(url);
  opener = link;
  story.replaceChildren();
  title.textContent = "";
  open();
  show();
});

for (const button of steps) {
  button.addEventListener("click", () => {
    at += Number(button.dataset.step);
    show();
  });
}

reader.querySelector(".close").addEventListener("click", () => reader.close());
reader.addEventListener("click", (event) => {
  if (event.target === reader) reader.close(); // the dimmed page around the sheet
});
reader.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && reader.open) {
    event.preventDefault();
    reader.close();
  }
});
reader.addEventListener("close", () => opener?.focus({ preventScroll: true }));
wide.addEventListener("change", () => {
  if (!reader.open) return;
  const back = opener;
  opener = null;
  reader.close();
  opener = back;
  open();
});
