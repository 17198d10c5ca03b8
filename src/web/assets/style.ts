/**
 * What the page adds to the reports' style sheet, whose colours and tones it shares: one bar, one column, quiet cards. Nothing
 * moves; every tone is repeated by a sign and a word; what can be pressed is at least 44 px high on a phone.
 */
import { formStyle } from "./style-forms.ts";

const frame = `
html { scroll-padding-top: 1rem; }
body { min-height: 100vh; display: flex; flex-direction: column; }
main { width: 100%; max-width: 68rem; margin: 0 auto; padding: 1.75rem 1.5rem 3rem; background: none; border: 0;
  border-radius: 0; flex: 1; outline: none; }
h1 { font-size: 1.7rem; letter-spacing: -.01em; }
h1.day::first-letter { text-transform: uppercase; }
h2 { margin-top: 2.2rem; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -999rem; padding: .6rem 1rem; background: var(--paper); z-index: 2; }
.skip:focus { left: .5rem; top: .5rem; }
:focus-visible { outline: 3px solid var(--waiting); outline-offset: 2px; border-radius: 3px; }
a { text-decoration-thickness: from-font; text-underline-offset: .18em; }
.bar { display: flex; flex-wrap: wrap; align-items: center; gap: .2rem 1.4rem; padding: .55rem max(1.5rem, calc(50% - 34rem + 1.5rem)) 0;
  background: var(--paper); border-bottom: 1px solid var(--line); }
.brand { display: inline-flex; align-items: center; gap: .55rem; font-weight: 700; font-size: 1.08rem; color: var(--ink);
  text-decoration: none; }
.brand svg { fill: none; stroke: var(--waiting); stroke-width: 2; }
.bar nav { order: 5; flex: 1 0 100%; } .find { margin-left: auto; }
.bar nav ul { display: flex; flex-wrap: wrap; gap: .1rem; list-style: none; padding: 0; margin-left: -.6rem; }
.bar nav a { display: block; padding: .45rem .6rem; color: var(--soft); text-decoration: none; border-radius: 5px; font-size: .96rem; }
.bar nav a:hover { color: var(--ink); background: var(--neutral-wash); }
.bar nav a[aria-current] { color: var(--ink); font-weight: 650; box-shadow: inset 0 -2px var(--waiting); border-radius: 0; }
.person { display: flex; align-items: center; gap: .8rem; font-size: .92rem; }
.find input[type=search] { width: 13.5rem; padding: .35rem .8rem; border-radius: 99px; border-color: var(--line); }
.foot { width: 100%; max-width: 68rem; margin: 0 auto; padding: .8rem 1.5rem 1.6rem; border: 0; }
.news { position: fixed; right: 1rem; bottom: 1rem; margin: 0; padding: .35rem .8rem; border-radius: 99px;
  background: var(--ink); color: var(--paper); font-size: .85rem; }
.news:empty { display: none; }
.door { max-width: 30rem; margin: 8vh auto 0; }
.door h1 { margin-bottom: 1rem; } .door p { margin-top: .6rem; } .door .aside { margin-top: 1.6rem; }
.door .aside h2 { margin: 0; padding: 0; border: 0; }
.aside { color: var(--ink); }
.aside.neutral { border-color: var(--line); }
.said { margin: 1rem 0 0; padding: .7rem 1rem; border-left: 5px solid var(--tone); background: var(--wash); color: var(--tone);
  font-weight: 600; border-radius: 0 5px 5px 0; }
.empty { color: var(--soft); padding: 1rem 0; }
.plain { padding-left: 1.1rem; } .after { margin-top: .7rem; }
.line { display: block; }
`;

const pieces = `
.tiles { list-style: none; padding: 0; margin: 1.2rem 0 0; display: grid; gap: .6rem; grid-template-columns: repeat(4, 1fr); }
.tile { display: grid; grid-template-columns: minmax(2.1rem, auto) 1fr; column-gap: .8rem; align-items: center; height: 100%;
  padding: .7rem .9rem; background: var(--paper); border: 1px solid var(--line); border-left: 4px solid var(--tone);
  border-radius: 0 5px 5px 0; text-decoration: none; color: var(--ink); }
.tile:hover { border-color: var(--tone); background: var(--wash); }
.tile .n { grid-row: span 2; font-size: 1.8rem; line-height: 1; font-weight: 650; color: var(--tone); text-align: right;
  font-variant-numeric: tabular-nums; }
.tile .name { font-weight: 650; line-height: 1.3; align-self: end; }
.tile .small { line-height: 1.3; align-self: start; }
.tile.none { --tone: var(--line); --wash: var(--paper); } .tile.none .n { color: var(--soft); font-weight: 400; }
.tile.none .name { font-weight: 500; color: var(--soft); }
.needs { list-style: none; padding: 0; display: grid; gap: .6rem; }
.need { display: grid; grid-template-columns: auto 1fr auto; gap: .2rem 1rem; align-items: start; padding: .9rem 1rem;
  background: var(--paper); border: 1px solid var(--line); border-left: 5px solid var(--tone); border-radius: 0 5px 5px 0; }
.need h3 { margin: 0; font-size: 1.02rem; overflow-wrap: anywhere; } .need h3 .small { font-weight: 400; margin-left: .3rem; }
.need h3 a { color: var(--ink); }
.need .next { color: var(--soft); } .need .next::before { content: "→ "; }
.need .sign { width: 1.7rem; height: 1.7rem; font-size: .9rem; } .need .button { align-self: center; }
.state { display: inline-flex; align-items: center; gap: .5em; color: var(--tone); font-weight: 600; }
.state .sign { width: 1.25rem; height: 1.25rem; font-size: .72rem; }
.deposits { background: var(--paper); border: 1px solid var(--line); border-radius: 5px; border-collapse: separate;
  border-spacing: 0; margin-top: 1rem; }
.deposits th, .deposits td { padding: .55rem .8rem; vertical-align: middle; }
.deposits tbody tr:last-child > * { border-bottom: 0; }
.deposits tbody tr:hover { background: var(--neutral-wash); }
.deposits th[scope=row] { font-weight: 600; } .deposits th .small { display: block; font-weight: 400; }
.deposits .id { width: 5.2rem; font-variant-numeric: tabular-nums; color: var(--soft); }
.deposits td.state, .deposits th.state { display: table-cell; width: 15rem; }
.deposits th.state { color: var(--soft); } .deposits .count { width: 8rem; color: var(--soft); } .deposits .hour { width: 12rem; color: var(--soft); }
.steps thead th:first-child { width: 34%; } .register th[scope=row] { width: 38%; } .pair { display: inline-block; margin-right: 1rem; }
.deposits td:last-child, .deposits th:last-child { padding-right: .8rem; }
section > table:not(.deposits), section > div > table { background: var(--paper); }
.ways { display: flex; gap: 1.2rem; margin-top: 1rem; }
.answer { background: var(--wash); }
.todo h2 { font-size: 1.05rem; }
.timeline { counter-reset: none; }
.chips { display: flex; flex-wrap: wrap; gap: .5rem; list-style: none; padding: 0; }
.chips a { display: block; padding: .4rem .8rem; background: var(--paper); border: 1px solid var(--line); border-radius: 99px; text-decoration: none; }
.chips a:hover { border-color: var(--waiting); }
.explained { background: var(--paper); border: 1px solid var(--line); }
.papers { display: flex; flex-wrap: wrap; gap: .4rem 1.2rem; }
figure { margin: 1.6rem 0 0; padding: 1rem 1.2rem; background: var(--paper); border: 1px solid var(--line); border-radius: 5px; overflow-x: auto; }
figure h3 { margin: 0; font-size: 1rem; }
.legend { margin-right: .8em; white-space: nowrap; } .legend::before { content: "■ "; color: var(--tone); }
.paper { padding: 1.4rem 1.6rem; background: var(--paper); border: 1px solid var(--line); border-radius: 6px; margin-top: 1.2rem; }
.paper h1 { font-size: 1.4rem; }
@media (max-width: 68rem) { .tiles { grid-template-columns: repeat(2, 1fr); } }
@media (max-width: 40rem) {
  .bar { padding: .5rem .9rem 0; gap: .3rem .8rem; } .person .small { display: none; } .bar nav { margin: 0 -.9rem; overflow-x: auto; scrollbar-width: none; }
  .bar nav ul { flex-wrap: nowrap; gap: 0; padding: 0 .5rem; margin: 0; } .bar nav a { padding: .75rem .6rem; white-space: nowrap; }
  .find { order: 4; flex: 1 1 100%; margin: 0; } .find input[type=search] { width: 100%; min-height: 2.75rem; }
  .person { margin-left: auto; } .person .quiet { min-height: 2.4rem; } main { padding: 1rem .9rem 2rem; } h1 { font-size: 1.35rem; }
  .tiles { gap: .5rem; } .tile { grid-template-columns: 1fr; padding: .6rem .7rem; } .tile .n { font-size: 1.5rem; text-align: left; }
  .need { grid-template-columns: auto 1fr; padding: .8rem; } .need .button { grid-column: 1 / -1; justify-self: stretch; text-align: center; }
  .button, .quiet { min-height: 2.75rem; }
  .deposits tr { display: grid; grid-template-columns: 1fr auto; gap: .1rem .8rem; padding: .7rem .8rem; border-bottom: 1px solid var(--line); }
  .deposits tbody th, .deposits td, .deposits td.state { display: block; padding: 0; width: auto; border: 0; }
  .deposits th[scope=row] { grid-row: 1; grid-column: 1; } .deposits .id { grid-row: 1; grid-column: 2; text-align: right; }
  .deposits .state { grid-row: 2; grid-column: 1; } .deposits th.state { color: var(--soft); } .deposits .count { grid-row: 2; grid-column: 2; text-align: right; }
  .deposits .hour { grid-row: 3; grid-column: 1 / -1; font-size: .87rem; }
}
@media print { .bar, .foot, .news, .choose, .papers, .skip { display: none; } main { padding: 0; } }
`;

export const pageStyle = `${frame}${pieces}${formStyle}`.trim();
