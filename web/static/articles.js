// Filters the list of articles while one types; without it the button loads the filtered page.

import { pageAt } from "./html.js";

const form = document.querySelector(".filter");
const PAUSE_MS = 150;
let latest = 0;

async function filter() {
  const mine = ++latest;
  const query = new URLSearchParams(new FormData(form));
  if (!query.get("find")) query.delete("find");
  const url = `/articles${`${query}` ? `?${query}` : ""}`;
  const page = await pageAt(url).catch(() => null);
  if (!page || mine !== latest) return; // out of reach, or more was typed meanwhile
  document.getElementById("found").replaceWith(page.getElementById("found"));
  history.replaceState(null, "", url);
}

let timer = 0;
form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(filter, PAUSE_MS);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  filter();
});
