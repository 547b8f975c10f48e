// Brings the cited words into view.

const reduced = matchMedia("(prefers-reduced-motion: reduce)").matches;
document.querySelector("mark.cited")?.scrollIntoView({ block: "center", behavior: reduced ? "auto" : "smooth" });
