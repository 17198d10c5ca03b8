/** The day's page (eta). Links are relative to a month's folder, where the page is filed beside the reports. */
export const dailyTemplate = `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Compte rendu du <%= it.v.day %></title>
<style>
<%~ it.style %>

</style>
</head>
<body>
<main>
<% const v = it.v, t = it.t; %>
<header>
<p class="kicker">Compte rendu du jour</p>
<h1><%= v.day %></h1>
<p class="facts"><%= t(v.sentence) %></p>
</header>
<% for (const g of v.groups) { %>
<section>
<h2>Dossier <%= g.dossier %></h2>
<table>
<caption>Les dépôts, ceux qui demandent une action d’abord</caption>
<thead><tr><th scope="col">Fichier</th><th scope="col">Situation</th><th scope="col">Ce qu’il faut faire</th></tr></thead>
<tbody>
<% for (const m of g.models) { %>
<tr>
<th scope="row"><a href="../<%= m.deposit.report %>.html"><%= m.deposit.file %></a><div class="small"><%= m.deposit.id %>, <%= m.deposit.claimed.text %></div></th>
<td class="<%= m.situation.tone %>"><div class="verdict"><span aria-hidden="true"><%= it.sign(m.situation.tone) %></span><span><%= t(m.situation.title) %></span></div><div><%= t(m.situation.sentence) %></div><% if (m.notice) { %><div class="small"><%= t(m.notice) %></div><% } %></td>
<td><%= t(m.todo[0] || "") %></td>
</tr>
<% } %>
</tbody>
</table>
</section>
<% } %>
</main>
</body>
</html>
`;
