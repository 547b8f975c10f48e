// Starts a rebuild, shows how far it is, and stops it.

const form = document.getElementById("rebuild");
const cancel = document.getElementById("cancel");
const job = document.getElementById("job");
const words = job.querySelector("p");
const bar = job.querySelector("progress");
const EVERY_MS = 500;
const STEPS = {
  pages: "读版面文件", words: "整理词语", bigrams: "整理字对", vectors: "计算含义", meanings: "计算词义",
  save: "写入并核对", cancel: "正在停止",
};

async function ask(method) {
  const reply = await fetch("/rebuild", { method, headers: { Accept: "application/json" } });
  const body = await reply.json();
  if (!reply.ok && reply.status !== 409) throw new Error(body.detail);
  return body;
}

function show({ state, step, done, total }) {
  bar.hidden = false;
  bar.max = total || 1;
  bar.value = done;
  const share = total > 1 ? `，${Math.floor((100 * done) / total)}%` : "";
  const doing = `正在重建：${STEPS[step] ?? "准备"}${share}`;
  if (state === "running" && words.textContent !== doing) words.textContent = doing;
  return state === "running";
}

async function follow() {
  form.querySelector("button").disabled = true;
  cancel.hidden = false;
  try {
    while (show(await ask("GET"))) await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    location.reload(); // the figures and the changes of the new index
  } catch (error) {
    words.textContent = `看不到进度：${error.message}`;
    form.querySelector("button").disabled = false;
  }
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  words.textContent = "正在重建：准备";
  try {
    await ask("POST");
    follow();
  } catch (error) {
    words.textContent = `没能开始：${error.message}`;
  }
});

cancel.addEventListener("submit", async (event) => {
  event.preventDefault();
  cancel.querySelector("button").disabled = true;
  try {
    await ask("DELETE"); // who follows the build sees it end
  } catch (error) {
    words.textContent = `没能停止：${error.message}`;
    cancel.querySelector("button").disabled = false;
  }
});

if (job.dataset.state === "running") follow();
