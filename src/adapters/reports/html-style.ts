/**
 * The one style sheet of the HTML reports: calm on screen, light or dark, narrow or wide, and right on
 * paper. Tones are repeated by a sign and a word, never by colour alone; text contrast is at least 4.5:1.
 */
export const style = `
:root { color-scheme: light dark;
  --ink: #1d2329; --soft: #55606b; --paper: #ffffff; --ground: #f3f4f2; --line: #d9dcd8;
  --good: #1a6b3c; --good-wash: #e8f3ec; --bad: #a3201d; --bad-wash: #fbeae8;
  --attention: #8a4b00; --attention-wash: #fdf1de; --waiting: #1f5480; --waiting-wash: #e8f0f7;
  --neutral: #4a545e; --neutral-wash: #eef0f1; }
@media (prefers-color-scheme: dark) { :root {
  --ink: #e7e9ea; --soft: #a9b2ba; --paper: #1b2025; --ground: #12161a; --line: #39424a;
  --good: #7fd3a0; --good-wash: #17301f; --bad: #ff9d94; --bad-wash: #3a1a19;
  --attention: #f3bd6e; --attention-wash: #38270f; --waiting: #93c4ee; --waiting-wash: #172a3b;
  --neutral: #b9c1c8; --neutral-wash: #262c32; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink);
  font: 16px/1.5 "Segoe UI", system-ui, -apple-system, "Liberation Sans", Arial, sans-serif; }
main { max-width: 60rem; margin: 1.5rem auto; padding: 2rem 2.5rem; background: var(--paper);
  border: 1px solid var(--line); border-radius: 6px; }
h1, h2, h3, p, ol, ul, dl, table { margin: 0; }
h1 { font-size: 1.45rem; line-height: 1.25; font-weight: 650; overflow-wrap: anywhere; }
h2 { font-size: 1.05rem; font-weight: 650; margin: 2rem 0 .6rem; padding-bottom: .3rem;
  border-bottom: 1px solid var(--line); }
.kicker { color: var(--soft); font-size: .85rem; letter-spacing: .02em; }
.facts { color: var(--soft); font-size: .92rem; margin-top: .35rem; }
.notice { margin: 1.25rem 0 0; padding: .7rem 1rem; border: 2px dashed currentColor; border-radius: 6px;
  color: var(--attention); font-size: 1.15rem; font-weight: 700; text-align: center; }
.answer { margin: 1.25rem 0 0; padding: 1.1rem 1.25rem; border-left: 6px solid var(--tone);
  background: var(--wash); border-radius: 0 6px 6px 0; display: flex; gap: 1rem; }
.answer h2 { border: 0; margin: 0; padding: 0; font-size: 1.35rem; line-height: 1.25; color: var(--tone); }
.answer p { font-size: 1.1rem; margin-top: .15rem; }
.answer ul { margin: .7rem 0 0; padding-left: 1.1rem; }
.answer li { margin-top: .2rem; }
.sign { flex: none; width: 2.1rem; height: 2.1rem; border-radius: 50%; background: var(--tone);
  color: var(--paper); font-weight: 700; display: grid; place-items: center; line-height: 1; }
.good { --tone: var(--good); --wash: var(--good-wash); }
.bad { --tone: var(--bad); --wash: var(--bad-wash); }
.attention { --tone: var(--attention); --wash: var(--attention-wash); }
.waiting { --tone: var(--waiting); --wash: var(--waiting-wash); }
.neutral { --tone: var(--neutral); --wash: var(--neutral-wash); }
.todo { margin: 1.1rem 0 0; }
.todo h2 { margin: 0 0 .35rem; padding: 0; border: 0; }
.todo ol { padding-left: 1.4rem; }
.todo li { margin-top: .25rem; }
.todo li::marker { font-weight: 700; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; font-size: .94rem; }
caption { text-align: left; color: var(--soft); font-size: .88rem; padding-bottom: .4rem; }
th { text-align: left; font-weight: 600; color: var(--soft); font-size: .85rem; }
th, td { padding: .55rem .75rem .55rem 0; border-bottom: 1px solid var(--line); vertical-align: top;
  overflow-wrap: anywhere; }
thead th { border-bottom-width: 2px; }
tbody th { color: var(--ink); font-size: inherit; font-weight: 400; }
td:last-child, th:last-child { padding-right: 0; }
.num { width: 2.6rem; font-variant-numeric: tabular-nums; }
.who { font-weight: 650; }
.small { color: var(--soft); font-size: .87rem; }
.who + .small span { display: block; }
.small + .ar { margin-top: .5rem; }
.wide { width: 42%; }
.verdict { color: var(--tone); font-weight: 650; }
.verdict { display: flex; gap: .4em; }
.verdict span[aria-hidden] { flex: none; width: 1em; text-align: center; }
.timeline { list-style: none; padding: 0; font-size: .94rem; }
.timeline li { display: grid; grid-template-columns: 15.5rem 1fr; gap: 0 1rem; padding: .3rem 0; }
.timeline time { color: var(--soft); font-variant-numeric: tabular-nums; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.2rem; font-size: .94rem; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
dl + dl, .receipt + .receipt { margin-top: 1rem; padding-top: 1rem; border-top: 1px solid var(--line); }
pre, code { font: .87rem/1.45 ui-monospace, Consolas, "Liberation Mono", monospace; }
code { overflow-wrap: anywhere; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: .5rem 0 0; padding: .6rem .8rem;
  background: var(--neutral-wash); border-radius: 4px; }
.aside { margin-top: .5rem; padding: .4rem .8rem; border-left: 3px solid var(--attention);
  color: var(--attention); font-size: .92rem; }
footer { margin-top: 2rem; padding-top: .8rem; border-top: 1px solid var(--line); color: var(--soft);
  font-size: .85rem; overflow-wrap: anywhere; }
footer strong { color: var(--ink); }
a { color: var(--waiting); }
@media (max-width: 40rem) {
  main { margin: 0; padding: 1.1rem; border: 0; border-radius: 0; }
  .answer { padding: .9rem; gap: .7rem; margin-left: -.3rem; margin-right: -.3rem; }
  .timeline li { grid-template-columns: 1fr; }
  dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .4rem; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody { display: block; }
  caption { display: none; }
  tr { display: block; padding: .6rem 0; border-bottom: 1px solid var(--line); }
  td, tbody th { display: block; border: 0; padding: .1rem 0; width: auto; }
  tbody th.num::before { content: "n\\00b0\\00a0"; }
}
@media print {
  :root { color-scheme: light; --ground: #fff; --paper: #fff; --ink: #000; --soft: #444; --line: #bbb;
    --good: #1a6b3c; --bad: #a3201d; --attention: #7a4300; --waiting: #1f5480; --neutral: #444;
    --good-wash: #fff; --bad-wash: #fff; --attention-wash: #fff; --waiting-wash: #fff; --neutral-wash: #fff; }
  body { font-size: 10.5pt; } main { margin: 0; padding: 0; border: 0; max-width: none; }
  .answer { border: 1.5pt solid var(--tone); border-left-width: 5pt; }
  .sign { background: none; color: var(--tone); border: 1.5pt solid; }
  h2 { break-after: avoid; } tr, li, dl, .receipt, .answer, .todo { break-inside: avoid; }
  thead { display: table-header-group; } @page { margin: 16mm 15mm; }
}
`.trim();
