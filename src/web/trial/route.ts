/** `/trial`: a file judged by the agent's own checks and rules, without being taken, kept or sent. */
import { setImmediate as breathe } from "node:timers/promises";
import { limits } from "../../domain/limits.ts";
import { lowest } from "../../domain/mode.ts";
import { parisIso } from "../../domain/paris-time.ts";
import { sha256 } from "../../foundation/bytes.ts";
import { beyondFile } from "../../journey/check/beyond-file.ts";
import { type Examined, examiner } from "../../journey/examine.ts";
import { decideContextOf } from "../../journey/rule/decide-context.ts";
import type { Dossier } from "../../journey/world.ts";
import type { Case } from "../../rules/decide.ts";
import { explain } from "../../rules/explain.ts";
import { explainedText } from "../../rules/explain-text.ts";
import { describeProblem } from "../../rules/problems.ts";
import { type Html, html, trusted } from "../html.ts";
import { wrongLine } from "../visit/fields.ts";
import { frenchNote, inFrench } from "../visit/marks.ts";
import { press } from "../visit/press.ts";
import type { Answer, Route, Visit } from "../visit/visit.ts";
import type { PageWorld } from "../world.ts";
import { trialWords } from "./words.ts";

export const trialRoutes: readonly Route[] = [
  { method: "GET", path: "/trial", answer: (page, visit) => shown(visit, form(page, visit)) },
  {
    method: "POST",
    path: "/trial",
    at: () => "/trial",
    uploadBytesMax: limits.depositBytesMax,
    answer: async (page, visit) => {
      const w = trialWords[visit.language];
      const file = visit.form.files.get("file")?.[0];
      const dossier = page.world.dossiers.get(visit.form.fields.get("dossier") ?? "");
      if (!file) return shown(visit, form(page, visit, w.noFile), 400);
      if (!dossier) return shown(visit, form(page, visit, w.noDossier), 400);
      return shown(visit, await tried(page, visit, { file, dossier }));
    },
  },
];

const pieceBytes = 262_144;

interface Trial {
  readonly file: { readonly name: string; readonly bytes: Uint8Array };
  readonly dossier: Dossier;
}

const shown = (visit: Visit, body: Html, status?: number): Answer => ({
  is: "page",
  here: "trial",
  title: trialWords[visit.language].title,
  body,
  ...(status === undefined ? {} : { status }),
});

const form = ({ world }: PageWorld, { session, language, query }: Visit, wrong?: string): Html => {
  const w = trialWords[language];
  const option = (name: string): Html =>
    html`<option${query.get("dossier") === name && html` selected`}>${name}</option>`;
  const body = html`<div class="drop" data-drop><p><label for="file">${w.file}</label><input id="file" name="file" type="file" required></p><p class="small">${w.dropHere} <strong data-name></strong></p></div>
<div class="fields"><p><label for="dossier">${w.dossier}</label><select id="dossier" name="dossier">${[...world.dossiers.keys()].map(option)}</select></p><p><button class="button">${w.go}</button></p></div>`;
  return html`<h1>${w.title}</h1><p class="facts">${w.intro}</p>
${wrongLine(wrong)}
${press({ session, action: "/trial", upload: true, body })}`;
};

const tried = async (page: PageWorld, visit: Visit, trial: Trial): Promise<Html> => {
  const { language } = visit;
  const w = trialWords[language];
  const { world, papers } = page;
  const { file, dossier } = trial;
  const at = world.clock.now();
  const now = parisIso(at);
  const judging = { today: now.slice(0, 10), hour: now.slice(11, 16), mode: dossier.mode };
  const reader = examiner({
    context: judging,
    formats: world.formats,
    keptMax: limits.declarationsMax,
  });
  // Piece by piece: what the agent has to do meanwhile is done between two.
  for (let at = 0; at < file.bytes.length; at += pieceBytes) {
    reader.push(file.bytes.subarray(at, at + pieceBytes));
    await breathe();
  }
  const found = reader.end();
  const past = { journal: world.journal, store: world.store, key: world.agent.key };
  const beyond = await beyondFile(found, { known: world.known, judging, past });
  const all = { ...found, findings: [...found.findings, ...beyond] };
  const report = papers.validation({ ...all, file: file.name, sha256: sha256(file.bytes) }, at);
  return html`<header><h1>${file.name}</h1><p class="after"><a href="/trial?dossier=${encodeURIComponent(dossier.name)}">${w.again}</a></p></header>
<section aria-labelledby="check"><h2 id="check">${w.check}</h2>${frenchNote(language)}<div class="paper"${inFrench(language)}>${trusted(report.body())}</div></section>
<section aria-labelledby="rules"><h2 id="rules">${w.rules}</h2>${await explained(page, visit, { ...trial, found: all })}</section>`;
};

const explained = async (
  { world }: PageWorld,
  { language }: Visit,
  { file, dossier, found }: Trial & { readonly found: Examined },
): Promise<Html> => {
  const w = trialWords[language];
  const book = await world.books.look(dossier);
  if (book.is === "absent") return html`<p>${w.noRules}</p>`;
  if (book.is !== "right") {
    const said =
      book.is === "unreadable"
        ? [book.said]
        : book.problems.map((p) => describeProblem(p, dossier.rules, language));
    return html`<p>${w.wrongRules}</p><ul>${said.map((line) => html`<li>${line}</li>`)}</ul>`;
  }
  const of: Case = {
    dossier: dossier.name,
    fileName: file.name,
    mode: lowest(dossier.mode),
    format: found.format ?? "dpae-flat",
    testFlag: found.testFlag,
    declarations: found.declarations,
    today: parisIso(world.clock.now()).slice(0, 10),
  };
  const text = explainedText({
    language,
    of,
    set: book.set,
    recognised: found.format !== undefined,
    blocking: found.findings.filter((f) => f.severity === "blocking"),
    rules: dossier.rules,
    senders: [...world.senders.values()],
    explanation: explain(book.set, of, decideContextOf(world, dossier)),
  });
  return html`<pre class="explained" tabindex="0">${text}</pre>`;
};
