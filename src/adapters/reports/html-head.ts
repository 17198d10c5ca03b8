/** The head of every page: no script, no outside resource, the one style sheet. */
export const htmlHead = (title: string, moreStyle = ""): string => `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>
<%~ it.style %>
${moreStyle}
</style>
</head>
`;
