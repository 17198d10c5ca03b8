/**
 * The HTML report's template (eta). `it.m` is the model, `it.t` sets French signs in our own words,
 * `it.sign` the sign of a tone. `<%= %>` escapes; nothing is ever put raw but the style sheet.
 */
import { htmlHead } from "./html-head.ts";

const findings = `<section>
<h2>Contrôle du fichier</h2>
<% if (m.findings.length > 0) { %>
<table>
<caption>Ce que le contrôle a relevé, le plus grave d’abord</caption>
<thead><tr><th scope="col">Où</th><th scope="col">Ce qui ne va pas</th><th scope="col">Comment corriger</th></tr></thead>
<tbody>
<% for (const f of m.findings) { %>
<tr>
<th scope="row"><strong><%= f.subject %></strong><div class="small"><%= f.place %></div><div class="small <%= it.severityTone(f.severity) %>"><span class="verdict"><%= f.severityText %></span></div></th>
<td><%= t(f.what) %><% if (f.value) { %><div class="small">Lu : <code><%= f.value %></code></div><% } %><% if (f.expected) { %><div class="small">Attendu : <code><%= f.expected %></code></div><% } %><div class="small"><code><%= f.code %></code></div></td>
<td><%= t(f.remedy) %></td>
</tr>
<% } %>
</tbody>
</table>
<% } %>
<% if (m.judged) { %><p class="small"><%= t(m.judged.text) %></p><% } %>
</section>
`;

/** A rejected file is judged by its findings, so they come first; else the declarations do. */
export const reportTemplate = `${htmlHead("<%= it.m.situation.title %> : <%= it.m.deposit.file %> (<%= it.m.deposit.id %>)")}<body>
<main>
<% const m = it.m, d = m.deposit, s = m.situation, t = it.t; %>
<header>
<p class="kicker">Compte rendu du dépôt <%= d.id %></p>
<h1><%= d.file %></h1>
<p class="facts">Dossier <strong><%= d.dossier %></strong><% if (d.format) { %> · <%= d.format.text %><% } %> · pris en charge le <time datetime="<%= d.claimed.iso %>"><%= d.claimed.text %></time> · empreinte <code><%= d.sha256Short %></code></p>
</header>
<% if (m.notice) { %>
<p class="notice" role="note"><%= t(m.notice) %></p>
<% } %>
<section class="answer <%= s.tone %>" aria-labelledby="reponse">
<span class="sign" aria-hidden="true"><%= it.sign(s.tone) %></span>
<div>
<h2 id="reponse"><%= t(s.title) %></h2>
<p><%= t(s.sentence) %></p>
<% if (m.reasons.length > 0) { %>
<ul>
<% for (const r of m.reasons) { %>
<li><%= t(r.text) %><% if (r.detail) { %> <code><%= r.detail %></code><% } %></li>
<% } %>
</ul>
<% } %>
</div>
</section>
<% const parts = it.partsIn(m); if (parts.length > 0) { %>
<section aria-labelledby="parts">
<h2 id="parts">Par organisme</h2>
<table>
<caption>Le fichier est parti en plusieurs courriers : où en est chacun</caption>
<thead><tr><th scope="col" class="wide">Organisme</th><th scope="col">Où on en est</th><th scope="col">Suite</th></tr></thead>
<tbody>
<% for (const p of parts) { %>
<tr>
<th scope="row"><strong><%= p.organism %></strong><div class="small"><%= p.declarations.includes(" ") ? "déclarations" : "déclaration" %> <%= p.declarations %></div></th>
<td class="<%= p.tone %>"><div class="verdict"><span aria-hidden="true"><%= it.sign(p.tone) %></span><span><%= t(p.title) %></span></div><div class="small"><%= t(p.sentence) %></div></td>
<td><%= t(it.afterText(p)) %><% if (p.contact) { %><div class="small">Contact : <%= p.contact %></div><% } %></td>
</tr>
<% } %>
</tbody>
</table>
</section>
<% } %>
<section class="todo" aria-labelledby="afaire">
<h2 id="afaire">Ce qu’il faut faire</h2>
<% if (m.todo.length > 1) { %>
<ol>
<% for (const step of m.todo) { %>
<li><%= t(step) %></li>
<% } %>
</ol>
<% } else { %>
<p><%= t(m.todo.join(" ")) %></p>
<% } %>
</section>
<% if (m.times.length > 0) { %>
<section>
<h2>Les délais</h2>
<dl class="times">
<% for (const x of m.times) { %>
<dt><%= t(x.label) %></dt><dd><%= t(x.value) %></dd>
<% } %>
</dl>
</section>
<% } %>
<% if (m.memory.length > 0) { %>
<section>
<h2>La dernière fois</h2>
<ul>
<% for (const x of m.memory) { %>
<li><%= t(x) %></li>
<% } %>
</ul>
</section>
<% } %>
<% if ((m.findings.length > 0 || m.judged) && s.is === "rejete") { %>
${findings}<% } %>
<% if (m.declarations.length > 0) { %>
<section>
<h2>Déclarations</h2>
<table>
<caption>Ce que contient le fichier, et ce que l’organisme en a dit</caption>
<thead><tr><th scope="col" class="num">N°</th><th scope="col" class="wide">Concerne</th><th scope="col">Résultat</th><th scope="col">Accusé de réception</th></tr></thead>
<tbody>
<% for (const x of m.declarations) { %>
<tr>
<th scope="row" class="num"><%= x.position %></th>
<td><div class="who"><%= x.who %></div><div class="small"><% for (const y of x.details) { %><span><%= y.label %> <%= y.value %></span><% } %></div></td>
<td class="<%= x.verdict.tone %>"><div class="verdict"><span aria-hidden="true"><%= it.sign(x.verdict.tone) %></span><span><%= t(x.verdict.text) %></span></div><% if (x.verdict.remark) { %><div class="small"><%= t(x.verdict.remark) %></div><% } %></td>
<td><% for (const a of x.answers) { %><div class="ar"><%= it.answer(a) %></div><% if (a.said) { %><div class="ar">« <%= a.said %> »</div><% } %><div class="small"><%= a.arrived.text %>, <%= t(a.authenticity) %> (<%= a.receipt %>)</div><% } %><% if (x.answers.length === 0) { %><span class="small">aucun</span><% } %></td>
</tr>
<% } %>
</tbody>
</table>
</section>
<% } %>
<% if ((m.findings.length > 0 || m.judged) && s.is !== "rejete") { %>
${findings}<% } %>
<% if (m.receipts.length > 0) { %>
<section>
<h2>Réponses</h2>
<% for (const r of m.receipts) { %>
<div class="receipt">
<dl>
<dt><%= r.receipt %><% if (r.level) { %>, niveau <%= r.level %><% } %></dt><dd><time datetime="<%= r.arrived.iso %>"><%= r.arrived.text %></time></dd>
<dt>De</dt><dd><%= r.from %></dd>
<dt>Sujet</dt><dd><%= r.subject %></dd>
<dt>Authenticité</dt><dd><%= t(r.authenticity) %> <span class="small">(<%= r.because %>)</span></dd>
<% if (r.filed) { %>
<dt>Rangé dans</dt><dd><code><%= r.filed %></code></dd>
<% } %>
</dl>
<% if (r.notice) { %>
<p class="aside"><%= t(r.notice) %></p>
<% } %>
<% if (r.excerpt) { %>
<pre><%= r.excerpt %></pre>
<% } %>
</div>
<% } %>
</section>
<% } %>
<% if (m.mails.length > 0) { %>
<section>
<h2>Courrier à l’organisme</h2>
<% for (const x of m.mails) { %>
<dl>
<dt>État</dt><dd><%= t(x.state) %>, <%= x.attempts %> <%= x.attempts < 2 ? "essai" : "essais" %></dd>
<dt>À</dt><dd><%= x.to.join(", ") %></dd>
<dt>De</dt><dd><%= x.from %></dd>
<dt>Sujet</dt><dd><%= x.subject %></dd>
<% if (x.note) { %>
<dt>Note</dt><dd><%= x.note %></dd>
<% } %>
<dt>Préparé le</dt><dd><time datetime="<%= x.date.iso %>"><%= x.date.text %></time></dd>
<dt>Message-ID</dt><dd><code><%= x.messageId %></code></dd>
<dt>Empreinte</dt><dd><code><%= x.sha256 %></code></dd>
</dl>
<% } %>
</section>
<% } %>
<section>
<h2>Suivi du dépôt</h2>
<ul class="timeline">
<% for (const e of m.timeline) { %>
<li><time datetime="<%= e.at.iso %>"><%= e.at.text %></time><span><%= t(e.what) %><% if (e.detail) { %><br><code><%= e.detail %></code><% } %></span></li>
<% } %>
</ul>
</section>
<section>
<h2>Le sens des mots</h2>
<dl>
<% for (const w of m.words) { %>
<dt><%= t(w.word) %></dt><dd><%= t(w.meaning) %></dd>
<% } %>
</dl>
</section>
<footer>
<% if (m.footer.contact) { %>
<p><strong>Une question ? <%= m.footer.contact %></strong></p>
<% } %>
<p>Établi d’après le fait n° <%= m.footer.fact %> du journal (<%= s.since.text %>). Mode <%= it.modeWord[d.mode] %>. <%= m.footer.agent %>.</p>
<p>Fichier de <%= d.size %> octets, empreinte SHA-256 <code><%= d.sha256 %></code></p>
<% if (d.again) { %>
<p>Même contenu que le dépôt <%= d.again %>, qui n’avait pas été envoyé.</p>
<% } %>
</footer>
</main>
</body>
</html>
`;
