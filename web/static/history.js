// The list of conversations: searched while one types, and renewed when a conversation begins.

import { fragment } from "./html.js";

const list = document.getElementById("history");

function search(words) {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  for (const item of list.querySelectorAll(".conversations > li")) {
    const text = `${item.querySelector(".title").textContent} ${item.dataset.find}`.toLowerCase();
    item.hidden = !wanted.every((word) => text.includes(word));
  }
}

export async function refreshHistory(conversation) {
  if (list.contains(document.activeElement)) return; // somebody is at work in it
  const typed = list.querySelector(".search")?.value ?? "";
  const reply = await fetch(`/conversations?c=${encodeURIComponent(conversation)}`).catch(() => null);
  if (!reply?.ok) return; // the list as it was is better than none
  list.replaceChildren(fragment(await reply.text()));
  const box = list.querySelector(".search");
  if (box && typed) {
    box.value = typed;
    search(typed);
  }
}

list.addEventListener("input", (event) => {
  if (event.target.matches(".search")) search(event.target.value);
});
