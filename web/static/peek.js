// Shows the quote of a citation mark while it is hovered or focused; Escape puts it away.

const peek = document.getElementById("peek");
const turns = document.getElementById("turns");
let owner = null;

function quoteOf(mark) {
  return mark.closest(".turn").querySelector(`[data-quote][data-n="${mark.dataset.n}"]`)?.dataset.quote;
}

function show(mark) {
  const quote = quoteOf(mark);
  if (!quote || mark === owner) return;
  hide();
  owner = mark;
  peek.textContent = quote;
  peek.hidden = false;
  mark.setAttribute("aria-describedby", peek.id);
  const at = mark.getBoundingClientRect();
  const room = document.documentElement.clientWidth;
  const { width, height } = peek.getBoundingClientRect();
  const left = Math.min(Math.max(at.left + at.width / 2 - width / 2, 8), room - width - 8);
  const above = at.top - height - 6;
  peek.style.left = `${left}px`;
  peek.style.top = `${above > 64 ? above : at.bottom + 6}px`;
}

function hide() {
  owner?.removeAttribute("aria-describedby");
  owner = null;
  peek.hidden = true;
}

turns.addEventListener("mouseover", (event) => {
  const mark = event.target.closest(".mark");
  if (mark) show(mark);
});
turns.addEventListener("mouseout", (event) => {
  if (owner && !peek.contains(event.relatedTarget) && event.relatedTarget !== owner) hide();
});
peek.addEventListener("mouseleave", hide);
turns.addEventListener("focusin", (event) => {
  if (event.target.matches(".mark:focus-visible")) show(event.target);
});
turns.addEventListener("focusout", hide);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
});
document.addEventListener("scroll", hide, { passive: true });
document.addEventListener("click", hide);
