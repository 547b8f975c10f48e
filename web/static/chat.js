// Makes the chat answer in place: without it the form loads the conversation's page anew with the answer on it.

import { showConversation } from "./address.js";
import { askQuestion, conversation, isAsking, stopAsking, tabs } from "./asking.js";
import { refreshHistory } from "./history.js";
import { fragment } from "./html.js";
import "./peek.js";
import "./reader.js";
import "./turns.js";

const form = document.getElementById("ask");
const box = form.elements.q;
const stop = form.querySelector(".stop");
const turns = document.getElementById("turns");
const DRAFT = "draft"; // what was typed and not yet asked, kept over a reload

function fit() {
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + 2}px`;
}

function remember() {
  sessionStorage.setItem(DRAFT, box.value);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const question = box.value.trim();
  if (!question || isAsking()) return;
  box.value = "";
  remember();
  fit();
  askQuestion(question);
  box.focus();
});

stop.addEventListener("click", () => {
  stopAsking();
  box.focus();
});

box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});

box.addEventListener("input", () => {
  fit();
  remember();
});

document.getElementById("main").addEventListener("click", (event) => {
  const sample = event.target.closest(".samples a");
  if (!sample || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  askQuestion(sample.textContent);
  box.focus({ preventScroll: true });
});

// Another tab with the same conversation got an answer: show it here too.
tabs.addEventListener("message", ({ data }) => {
  refreshHistory(conversation());
  if (data.conversation !== conversation() || document.getElementById(data.reply)) return;
  turns.append(fragment(data.html));
});

const shown = turns.querySelectorAll(".turn");
if (shown.length && location.pathname === "/") {
  showConversation({ conversation: conversation(), question: shown[0].querySelector("bdi").textContent });
}
if (shown.length) box.focus({ preventScroll: true }); // the answer stays in view
if (shown.length > 1 && !location.hash) shown[shown.length - 1].scrollIntoView({ block: "start", behavior: "instant" });
box.value ||= sessionStorage.getItem(DRAFT) ?? "";
fit();
