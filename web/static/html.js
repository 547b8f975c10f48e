// Pieces of our own pages to elements. The server has escaped every value in them.

export function fragment(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content;
}

export function element(tag, className, text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

export async function pageAt(url) {
  const reply = await fetch(url, { headers: { Accept: "text/html" } });
  return new DOMParser().parseFromString(await reply.text(), "text/html");
}

export const calm = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
