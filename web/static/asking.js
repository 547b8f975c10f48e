// A question to its turn on the page: first that it is searched, then the answer, or what went wrong.

import { showConversation } from "./address.js";
import { element, fragment } from "./html.js";
import { refreshHistory } from "./history.js";
import { ask, Problem } from "./stream.js";

const form = document.getElementById("ask");
const box = form.elements.q;
const [send, stop] = form.querySelectorAll("button");
const turns = document.getElementById("turns");
const status = document.getElementById("status");
export const tabs = new BroadcastChannel("wenbao"); // the other tabs of this browser
export const conversation = () => form.elements.c.value;
let asking = null; // what stops the question being answered

function waiting(question) {
  const turn = element("article", "turn fresh waiting");
  turn.append(element("h2", "asked", question), element("div", "reply"));
  turn.lastChild.append(element("p", "step", "正在查找…"));
  return turn;
}

function trouble(turn, title, detail, again) {
  const line = element("div", "trouble");
  line.setAttribute("role", "alert");
  const retry = element("button", "quiet retry", "再试一次");
  retry.type = "button";
  retry.addEventListener("click", () => {
    turn.remove();
    again();
  });
  line.append(element("strong", "", title), element("p", "", detail), retry);
  turn.querySelector(".reply").replaceChildren(line);
  turn.classList.remove("waiting");
}

function busy(controller) {
  asking = controller;
  send.hidden = controller !== null;
  stop.hidden = controller === null;
}

function clearWelcome() {
  document.getElementById("welcome").hidden = true;
  document.getElementById("title").hidden = false;
  document.getElementById("samples")?.remove();
  box.placeholder = "接着问，或者换个问题";
}

function arrive(turn, { reply, html }) {
  const answered = fragment(html).querySelector(".turn");
  answered.classList.add("fresh");
  turn.replaceWith(answered);
  form.elements.c.value = reply.conversation;
  showConversation(reply);
  const sources = reply.citations.length ? `，${reply.citations.length} 处出处` : "";
  status.textContent = `${reply.short ? `${reply.short}。` : ""}${reply.answer.replace(/\[\d+\]/g, "")}${sources}`;
  tabs.postMessage({ conversation: reply.conversation, reply: reply.reply, html });
  refreshHistory(reply.conversation);
}

export async function askQuestion(question, alone = false) {
  if (asking) return;
  clearWelcome();
  const turn = waiting(question);
  turns.append(turn);
  turn.scrollIntoView({ block: "start" });
  const controller = new AbortController();
  busy(controller);
  status.textContent = "正在查找";
  const again = () => askQuestion(question, alone);
  try {
    const body = { question, alone, conversation: conversation() || null };
    for await (const { name, data } of ask(body, controller.signal)) {
      if (name === "search") turn.querySelector(".step").textContent = `正在 ${data.articles} 篇报道的 ${data.passages} 段里查找…`;
      if (name === "answer") {
        arrive(turn, data);
        return; // the next question need not wait for the connection to close
      }
    }
    throw new Error("the answer broke off");
  } catch (error) {
    if (error instanceof Problem) trouble(turn, error.title, error.message, again);
    else if (controller.signal.aborted) trouble(turn, "已经停止", "这个问题没有查完。", again);
    else trouble(turn, "连不上服务", "请看看网络是否正常，然后再试。", again);
    status.textContent = "";
  } finally {
    busy(null);
  }
}

export const isAsking = () => asking !== null;
export const stopAsking = () => asking?.abort();
