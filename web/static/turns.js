// What can be done with an answer: copy it, say what one thinks of it, have a follow-up read as it stands.

import { askQuestion } from "./asking.js";

const turns = document.getElementById("turns");

async function copy(button) {
  const text = button.dataset.copied.replace(/ (\/articles\/\S+)/g, (_, path) => ` ${new URL(path, location).href}`);
  let done = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    done = copyBySelection(text);
  }
  button.textContent = done ? "已复制" : "复制不了";
  setTimeout(() => (button.textContent = "复制"), 4000);
}

// Where the clipboard is closed to scripts (plain http in a local network).
function copyBySelection(text) {
  const holder = document.createElement("textarea");
  holder.className = "visually-hidden";
  holder.value = text;
  document.body.append(holder);
  holder.select();
  const done = document.execCommand("copy");
  holder.remove();
  return done;
}

async function giveFeedback(form, submitter) {
  const turn = form.closest(".turn");
  const thanks = turn.querySelector(".thanks");
  const body = new URLSearchParams(new FormData(form, submitter));
  try {
    const reply = await fetch("/feedback", { method: "POST", body, headers: { Accept: "application/json" } });
    if (!reply.ok) throw new Error((await reply.json()).detail);
    const useful = body.get("useful") === "1";
    const [yes, no] = turn.querySelectorAll(".opinion button");
    yes.setAttribute("aria-pressed", useful);
    no.setAttribute("aria-pressed", !useful);
    if (form.matches("[popover]")) form.hidePopover?.();
    thanks.textContent = "已记下，谢谢。";
  } catch (error) {
    thanks.textContent = `没有记下：${error.message}`;
  }
}

turns.addEventListener("click", (event) => {
  const button = event.target.closest(".copy");
  if (button) copy(button);
});

turns.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  if (form.matches(".notice")) askQuestion(form.elements.q.value, true);
  else giveFeedback(form, event.submitter);
});
