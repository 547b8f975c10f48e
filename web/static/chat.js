// Makes the chat page answer in place: without it the form loads the page anew with the answer on it.

const form = document.getElementById("ask");
const box = document.getElementById("q");
const turns = document.getElementById("turns");
const welcome = document.getElementById("welcome");

function fit() {
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + 2}px`;
}

function waiting(question) {
  const turn = document.createElement("article");
  turn.className = "turn waiting";
  const asked = document.createElement("p");
  asked.className = "asked";
  asked.textContent = question;
  const reply = document.createElement("div");
  reply.className = "reply";
  reply.textContent = "正在查找…";
  turn.append(asked, reply);
  return turn;
}

function trouble(message) {
  const line = document.createElement("p");
  line.className = "trouble";
  line.setAttribute("role", "alert");
  line.textContent = message;
  return line;
}

async function ask(question) {
  welcome.hidden = true;
  const turn = waiting(question);
  turns.append(turn);
  turn.scrollIntoView({ block: "start" });
  const query = new URLSearchParams({ q: question, c: form.elements.c.value });
  try {
    const reply = await fetch(`/turn?${query}`, { headers: { Accept: "application/json" } });
    if (!reply.ok) {
      const problem = await reply.json();
      turn.replaceWith(trouble(`${problem.title}：${problem.detail}`));
      return;
    }
    const holder = document.createElement("template");
    holder.innerHTML = await reply.text(); // our own page, every value in it escaped by the server
    const answered = holder.content.firstElementChild;
    form.elements.c.value = answered.dataset.conversation;
    turn.replaceWith(answered);
    answered.scrollIntoView({ block: "start" });
  } catch {
    turn.replaceWith(trouble("连不上服务，请检查网络后再试。"));
    box.value = question;
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const question = box.value.trim();
  if (!question) return;
  box.value = "";
  fit();
  ask(question);
  box.focus();
});

box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});
box.addEventListener("input", fit);

document.querySelector(".samples")?.addEventListener("click", (event) => {
  const sample = event.target.closest("a");
  if (!sample) return;
  event.preventDefault();
  ask(sample.textContent);
});
