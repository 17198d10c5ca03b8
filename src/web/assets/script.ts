/**
 * The page's own script: everything works without it. It renews what is live when the journal grew, says so to who cannot see
 * it, and lets a file be dropped. It never touches a form in which somebody is typing.
 */
export const pageScript = `
"use strict";
(() => {
  const news = document.querySelector(".news");
  const live = () => document.getElementById("live");
  const isBusy = () => {
    const at = document.activeElement;
    if (!at || !live() || !live().contains(at)) return false;
    return at.matches("input, textarea, select") || document.querySelector("#live details[open]") !== null;
  };
  const isFilled = () => [...document.querySelectorAll("#live input:not([type=hidden]), #live textarea")].some((i) => i.value !== i.defaultValue);
  const say = (text) => { if (news) news.textContent = text; };
  const renew = async () => {
    if (!live() || isBusy() || isFilled()) return;
    const answer = await fetch(location.href, { headers: { accept: "text/html" }, cache: "no-store" });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("live");
    if (!fresh || isBusy() || isFilled() || fresh.innerHTML === live().innerHTML) return;
    const focused = document.activeElement;
    const path = focused && live().contains(focused) ? focused.getAttribute("href") || focused.id : null;
    live().replaceWith(fresh);
    if (path) {
      const again = [...fresh.querySelectorAll("a, [id]")].find((e) => e.getAttribute("href") === path || e.id === path);
      if (again) again.focus({ preventScroll: true });
    }
    const clock = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" }).format();
    if (news) say(news.dataset.news + " " + clock);
  };
  if (live() && "EventSource" in window) {
    const source = new EventSource("/news");
    let first = true, waiting;
    source.onmessage = () => {
      if (first) { first = false; return; }
      clearTimeout(waiting);
      waiting = setTimeout(() => void renew().catch(() => {}), 200);
    };
    source.onerror = () => { if (news) say(news.dataset.lost); first = false; };
    source.onopen = () => say("");
    addEventListener("pagehide", () => source.close());
  }
  for (const zone of document.querySelectorAll("[data-drop]")) {
    const input = zone.querySelector("input[type=file]");
    const name = zone.querySelector("[data-name]");
    const show = () => { if (name) name.textContent = input.files.length > 0 ? input.files[0].name : ""; };
    input.addEventListener("change", show);
    for (const kind of ["dragenter", "dragover"]) zone.addEventListener(kind, (e) => { e.preventDefault(); zone.classList.add("over"); });
    for (const kind of ["dragleave", "drop"]) zone.addEventListener(kind, () => zone.classList.remove("over"));
    zone.addEventListener("drop", (e) => { e.preventDefault(); if (e.dataTransfer.files.length > 0) { input.files = e.dataTransfer.files; show(); } });
  }
})();
`.trim();
