/** How forms look: the search, the door, the decisions. Part of `style.ts`. */
export const formStyle = `
input, select, textarea, button { font: inherit; color: inherit; }
input:where(:not([type=checkbox], [type=radio])), select, textarea { padding: .45rem .65rem; background: var(--paper);
  border: 1px solid var(--soft); border-radius: 5px; max-width: 100%; min-height: 2.55rem; }
input[type=date] { font-variant-numeric: tabular-nums; }
label { display: block; font-size: .88rem; color: var(--soft); margin-bottom: .15rem; }
.button { display: inline-block; padding: .5rem 1rem; background: var(--waiting); color: var(--paper); border: 1px solid var(--waiting);
  border-radius: 5px; font-weight: 600; text-decoration: none; cursor: pointer; }
.button:hover { filter: brightness(1.1); }
.button.risky { background: var(--paper); color: var(--bad); border-color: var(--bad); }
.quiet { padding: .35rem .7rem; background: none; border: 1px solid var(--line); border-radius: 5px; cursor: pointer; color: var(--soft); }
button.quiet:hover { color: var(--ink); border-color: var(--soft); }
.card { padding: 1rem 1.2rem; background: var(--paper); border: 1px solid var(--line); border-radius: 6px; margin-top: 1rem; }
.door .card p { margin: .8rem 0 0; } .door .card p:first-child { margin: 0; } .door .card input { width: 100%; }
.search { display: flex; flex-wrap: wrap; gap: .8rem 1rem; align-items: end; }
.search .wide { flex: 1 1 100%; width: auto; } .search .wide input { width: 100%; } .search .grow { flex: 1 1 18rem; } .search .grow input { width: 100%; } .search .go { flex: 1 0 auto; }
.choose { margin-top: 1.6rem; padding: 1.2rem 1.4rem; background: var(--paper); border: 2px solid var(--attention); border-radius: 6px; }
.choose.quiet { border: 1px solid var(--line); padding: .6rem 1rem; cursor: auto; color: inherit; }
.choose h2 { margin: 0 0 .5rem; border: 0; padding: 0; font-size: 1.3rem; color: var(--attention); }
.choose h3 { margin: 0 0 .4rem; font-size: 1rem; }
.known { margin: 1rem 0; padding: .9rem 1.1rem; background: var(--neutral-wash); border-radius: 5px; }
.known p + ul, .known ul + p, .known p + dl, .known ul + dl { margin-top: .5rem; }
.choices { list-style: none; padding: 0; display: grid; gap: .8rem; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); }
.choices li { display: flex; padding: 1rem; border: 1px solid var(--line); border-radius: 5px; }
.choices form { display: flex; flex-direction: column; gap: .7rem; width: 100%; } .choices form p:first-of-type { flex: 1; }
.choices input { width: 100%; } .choose > .small { margin-top: .9rem; }
details summary { cursor: pointer; padding: .4rem 0; font-weight: 600; color: var(--soft); } details .choices { margin: .6rem 0; }
.choose details { margin-top: .8rem; } .choose.quiet details { margin: 0; }
.drop { border: 2px dashed var(--line); text-align: center; padding: 1.6rem; border-radius: 6px; background: var(--paper); }
.drop.over { border-color: var(--waiting); background: var(--waiting-wash); }
.drop input[type=file] { max-width: 100%; }
.fields { display: flex; flex-wrap: wrap; gap: .8rem 1.2rem; align-items: end; margin-top: 1rem; }
.grid { display: grid; gap: .9rem 1.2rem; grid-template-columns: repeat(auto-fill, minmax(18rem, 1fr)); align-items: start; margin-top: 1rem; }
.grid input, .grid select { width: 100%; } .grid input[readonly] { background: var(--neutral-wash); }
.why .small { display: block; margin-top: .15rem; } .wrong { color: var(--bad); font-weight: 600; }
[aria-invalid] { border-color: var(--bad) !important; border-width: 2px !important; }
.tick { display: flex; gap: .5rem; align-items: baseline; font-size: 1rem; color: var(--ink); min-height: 2.2rem; }
.ticks { border: 0; padding: 0; margin: 1rem 0; display: flex; flex-wrap: wrap; gap: .2rem 1.4rem; } .ticks legend { font-size: .88rem; color: var(--soft); padding: 0; }
.said p { margin: 0; } .said ul { margin: .4rem 0 0; font-weight: 400; }
.fields p { max-width: 100%; } .fields input[type=file] { width: 100%; }
.rows form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; }
@media (max-width: 40rem) { .search p { flex: 1 1 40%; } .search select, .search input { width: 100%; min-height: 2.75rem; }
  .choose { padding: 1rem; } .choices { grid-template-columns: 1fr; } .drop { padding: 1rem; } }
`;
