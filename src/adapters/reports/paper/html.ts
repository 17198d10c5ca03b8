/** A paper as one HTML file: no script, no outside resource, every value escaped. */

import type { Chart } from "../../../domain/report/chart.ts";
import { page } from "../html.ts";
import { htmlHead } from "../html-head.ts";
import { type ChartColours, chartSvg } from "./chart.ts";
import { contentsMin, listedHeadings, type Paper } from "./paper.ts";

export const paperHtml = (paper: Paper): string => page(template, filled(paper));

/** What stands between its head and its end: for a page that has its own, the same style sheet, and links of its own. */
export const paperBody = (paper: Paper, placeOf: (href: string) => string): string =>
  page(bodyTemplate, { ...filled(paper), placeOf });

const filled = (paper: Paper): object => {
  const listed = listedHeadings(paper);
  const entries = listed.map((block) => ({ text: block.text, id: idOf(listed, block) }));
  return {
    p: paper,
    svg: (chart: Chart) => chartSvg(chart, chartColours),
    entries: entries.length >= contentsMin ? entries : [],
    idOf: (block: unknown) => idOf(listed, block),
    placeOf: (href: string) => href,
  };
};

export const chartColours: ChartColours = {
  tones: {
    good: "var(--good)",
    bad: "var(--bad)",
    attention: "var(--attention)",
    waiting: "var(--waiting)",
    neutral: "var(--soft)",
  },
  ink: "var(--ink)",
  track: "var(--neutral-wash)",
  font: "inherit",
};

const idOf = (listed: readonly unknown[], block: unknown): string =>
  `s${listed.indexOf(block) + 1}`;

const moreStyle = `td a { color: inherit; text-decoration-style: dotted; text-underline-offset: .2em; } nav ol { columns: 2; font-size: .92rem; } dl { margin: 1rem 0 0; } h3 { margin: 1.2rem 0 .4rem; font-size: 1rem; }
table + p { margin-top: .8rem; } .strong { font-weight: 650; } .lines { white-space: pre-line; margin: 0 0 1.6rem; } .lines.right { margin-left: 52%; } .letter > p, .letter > ul { margin: 0 0 1rem; } .blank { height: 2rem; border-bottom: 1px dotted var(--soft); } .page { break-before: page; margin: 3rem 0; border: 0; border-top: 1px solid var(--line); }
@media print { .page { margin: 0; border: 0; } }
 figure { margin: 1.4rem 0 0; break-inside: avoid; } .legend::before { content: "■ "; color: var(--tone); } .legend { margin-left: .5em; white-space: nowrap; } figure svg { max-width: 100%; height: auto; margin-top: .4rem; }`;

/** Widths as attributes: a page whose policy allows no inline style shows them as well. */
const bodyTemplate = `<% const t = it.t; %>
<% if (!it.p.isLetter) { %>
<header>
<p class="kicker"><%= t(it.p.kicker) %></p>
<h1><%= it.p.title %></h1>
</header>
<% } %>
<div<% if (it.p.isLetter) { %> class="letter"<% } %>>
<% for (const b of it.p.blocks) { %>
<% if (b.is === "heading" && b.level === 1) { %>
<h2<% if (b.listed) { %> id="<%= it.idOf(b) %>"<% } %>><%= t(b.text) %></h2>
<% } else if (b.is === "heading") { %>
<h3<% if (b.listed) { %> id="<%= it.idOf(b) %>"<% } %>><%= t(b.text) %></h3>
<% } else if (b.is === "answer") { %>
<section class="answer <%= b.tone %>"><span class="sign" aria-hidden="true"><%= it.sign(b.tone) %></span>
<div><h2><%= t(b.title) %></h2><% for (const l of b.lines) { %><p><%= t(l) %></p><% } %><% if (b.items) { %><ul><% for (const i of b.items) { %><li><% if (i.lead) { %><strong><%= t(i.lead) %></strong><br><% } %><%= t(i.text) %></li><% } %></ul><% } %></div></section>
<% } else if (b.is === "text") { %>
<p<% if (b.strong) { %> class="strong"<% } %>><%= t(b.text) %></p>
<% } else if (b.is === "lines") { %>
<p class="lines <%= b.at %>"><%= b.lines.map(t).join("\\n") %></p>
<% } else if (b.is === "blank") { %>
<% for (let i = 0; i < b.lines; i++) { %><div class="blank"></div><% } %>
<% } else if (b.is === "page") { %>
<hr class="page">
<% } else if (b.is === "list") { %>
<ul><% for (const i of b.items) { %><li><%= t(i) %></li><% } %></ul>
<% } else if (b.is === "facts") { %>
<dl><% for (const r of b.rows) { %><dt><%= t(r[0]) %></dt><dd><%= r[1] %></dd><% } %></dl>
<% } else if (b.is === "contents" && it.entries.length > 0) { %>
<nav aria-label="Sommaire"><h2>Sommaire</h2><ol><% for (const e of it.entries) { %><li><a href="#<%= e.id %>"><%= t(e.text) %></a></li><% } %></ol></nav>
<% } else if (b.is === "chart") { %>
<figure tabindex="0"><figcaption><h3><%= t(b.chart.title) %></h3><p class="small"><%= t(b.chart.caption) %><% for (const l of b.chart.legend) { %> <span class="legend <%= l.tone %>"><%= l.text %></span><% } %></p></figcaption>
<%~ it.svg(b.chart) %>
</figure>
<% } else if (b.is === "table") { %>
<table>
<thead><tr><% for (let i = 0; i < b.head.length; i++) { %><th scope="col" width="<%= b.widths[i] %>%"><%= t(b.head[i]) %></th><% } %></tr></thead>
<tbody>
<% for (const r of b.rows) { %>
<tr><% for (const c of r) { %><td<% if (c.id) { %> id="<%= c.id %>"<% } %>><div<% if (c.tone) { %> class="<%= c.tone %> verdict"<% } %>><% if (c.to || c.href) { %><a href="<%= c.href ? it.placeOf(c.href) : "#" + c.to %>"><%= t(c.text) %></a><% } else { %><%= t(c.text) %><% } %></div><% for (const n of c.notes || []) { %><div class="small"><%= t(n) %></div><% } %></td><% } %></tr>
<% } %>
</tbody>
</table>
<% } %>
<% } %>
</div>
<% if (!it.p.isLetter) { %><footer><p><%= t(it.p.footer) %></p></footer><% } %>
`;

const template = `${htmlHead("<%= it.p.kicker %> : <%= it.p.title %>", moreStyle)}<body>
<main>
${bodyTemplate}</main>
</body>
</html>
`;
