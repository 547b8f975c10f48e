// The address of the page follows the conversation, so that a reload or a kept link shows it again.

export function showConversation({ conversation, question }) {
  const path = `/c/${conversation}`;
  if (location.pathname === path) return;
  history.replaceState(null, "", path);
  document.title = `${question} · 问报`;
  document.getElementById("title").textContent = question;
}
