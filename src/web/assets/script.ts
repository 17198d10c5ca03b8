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
  const isChanged = (field) => {
    if (field.dataset.typed !== undefined) return field.value !== "";
    if (field.options) return field.selectedIndex !== Math.max(0, [...field.options].findIndex((o) => o.defaultSelected));
    return field.value !== field.defaultValue || field.checked !== field.defaultChecked;
  };
  const isFilled = () => [...document.querySelectorAll("#live input:not([type=hidden]), #live textarea, #live select")].some(isChanged);
  const say = (text) => { if (news && news.textContent !== text) news.textContent = text; };
  const ask = () => fetch(location.href, { headers: { accept: "text/html", "x-facteur-renewal": "1" }, cache: "no-store" });
  const later = 30000, apart = 2000;
  let source, told, waiting, owed = false, renewedAt = -apart;
  const end = () => {
    if (waiting) owed = true;
    clearTimeout(waiting);
    if (source) source.close();
    waiting = source = undefined;
  };
  const over = () => { end(); say(news.dataset.ended); };
  const show = (fresh) => {
    const focused = document.activeElement;
    const path = focused && live().contains(focused) ? focused.getAttribute("href") || focused.id : null;
    const nameOf = (d) => d.querySelector("summary")?.textContent;
    const open = [...live().querySelectorAll("details[open]")].map(nameOf);
    live().replaceWith(fresh);
    for (const d of fresh.querySelectorAll("details")) if (open.includes(nameOf(d))) d.open = true;
    if (path) {
      const again = [...fresh.querySelectorAll("a, [id]")].find((e) => e.getAttribute("href") === path || e.id === path);
      if (again) again.focus({ preventScroll: true });
    }
  };
  const renew = async () => {
    owed = isBusy() || isFilled();
    if (owed) return;
    renewedAt = performance.now();
    const answer = await ask();
    if (answer.status === 401) return over();
    if (!answer.ok) return soon(later);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("live");
    owed = isBusy() || isFilled();
    if (!fresh || owed) return;
    if (fresh.innerHTML !== live().innerHTML) show(fresh);
    const clock = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" }).format();
    say(news.dataset.news + " " + clock);
  };
  // While the journal grows without a pause, many pages that renew themselves must leave the agent its time.
  const soon = (wait) => {
    clearTimeout(waiting);
    const rest = renewedAt + apart - performance.now();
    waiting = setTimeout(() => { waiting = undefined; void renew().catch(() => say(news.dataset.lost)); }, Math.max(wait, rest));
  };
  const refused = async () => {
    end();
    if ((await ask()).status === 401) return over();
    setTimeout(begin, later);
    soon(later);
  };
  const begin = () => {
    if (source || document.hidden) return;
    if (owed) soon(200);
    source = new EventSource("/news");
    source.onmessage = ({ data }) => { if (told !== undefined && data !== told) soon(200); told = data; };
    source.onopen = () => { if (news.textContent === news.dataset.lost) say(""); };
    source.onerror = () => {
      if (source && source.readyState === 2) void refused().catch(() => { say(news.dataset.lost); setTimeout(begin, later); });
      else say(news.dataset.lost);
    };
  };
  // A form was answered with this page, at an address that nobody may ask for again: the page has its own.
  if (news && news.dataset.at) {
    history.replaceState(null, "", news.dataset.at);
    // What was refused stands until somebody goes on, whatever is renewed meanwhile.
    const refused = document.querySelector("#live > .said");
    if (refused) live().before(refused);
  }
  if (live() && news && "EventSource" in window) {
    begin();
    addEventListener("pageshow", begin);
    addEventListener("pagehide", end);
    // A browser holds few connections to one host: a page that nobody sees leaves its own to the others.
    document.addEventListener("visibilitychange", () => (document.hidden ? end() : begin()));
    document.addEventListener("focusout", () => { if (owed) soon(200); });
  }
  // On a phone the places stand in a line that is wider than the screen.
  const here = document.querySelector("nav [aria-current]"), line = here?.closest("nav");
  if (line) line.scrollLeft = here.offsetLeft - (line.clientWidth - here.offsetWidth) / 2;
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
