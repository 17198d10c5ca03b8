/**
 * Which published schema each command's JSON answer obeys, below `docs/`: told by `--help` and by docs/commands.md. A failure obeys
 * `schemas/error.json`, whatever the command. `test/integration/json-answers.test.ts` runs them all.
 */
import type { Command, Option } from "commander";

const schemas: Readonly<Record<string, string>> = {
  status: "schemas/status.json",
  doctor: "schemas/doctor.json",
  list: "schemas/list.json",
  open: "schemas/open.json",
  show: "report-schema.json",
  validate: "validation-schema.json",
  hold: "schemas/order.json",
  release: "schemas/order.json",
  retry: "schemas/order.json",
  cancel: "schemas/order.json",
  confirm: "schemas/order.json",
  resend: "schemas/order.json",
  declared: "schemas/declared.json",
  account: "schemas/account.json",
  today: "schemas/today.json",
  "report day": "day-report-schema.json",
  "report period": "period-report-schema.json",
  statement: "schemas/statement.json",
  audit: "schemas/audit.json",
  purge: "schemas/removal.json",
  forget: "schemas/removal.json",
  "receipt import": "schemas/receipt.json",
  "receipt record": "schemas/receipt.json",
  "receipt assign": "schemas/receipt.json",
  "receipt confirm": "schemas/receipt.json",
  "receipt refile": "schemas/receipt.json",
  "receipt list": "schemas/receipt-list.json",
  "dossier take": "schemas/dossier-take.json",
  evidence: "schemas/evidence.json",
  "evidence verify": "schemas/evidence-verify.json",
  "keys list": "schemas/keys-list.json",
  "keys check": "schemas/keys-check.json",
  "keys import": "schemas/keys-import.json",
  "keys accept": "schemas/keys-accept.json",
  probe: "schemas/probe.json",
  "service install": "schemas/service-steps.json",
  "service uninstall": "schemas/service-steps.json",
  "service status": "schemas/service-status.json",
  "store status": "schemas/store-status.json",
  "store encrypt": "schemas/store-status.json",
  "store rotate": "schemas/store-rotate.json",
  "register list": "schemas/register-list.json",
  "register show": "schemas/register-show.json",
  "register add": "schemas/register-change.json",
  "register set": "schemas/register-change.json",
  "register remove": "schemas/register-change.json",
  "register import": "schemas/register-change.json",
  "register forget": "schemas/register-forget.json",
  "register announce": "schemas/register-announce.json",
  "register announced": "schemas/register-announced.json",
  "qualification list": "schemas/qualification-list.json",
  "qualification show": "schemas/qualification-list.json",
  "qualification report": "schemas/qualification-report.json",
  "qualification done": "schemas/qualification-change.json",
  "qualification override": "schemas/qualification-change.json",
  "qualification plan": "schemas/qualification-change.json",
  "config check": "schemas/config-check.json",
  "config import": "schemas/config-import.json",
  explain: "schemas/explain.json",
  rehearse: "schemas/rehearse.json",
};

/** `["register", "list"]` → `schemas/register-list.json`; undefined when the answer is a schema itself (`config describe`). */
export const schemaOf = (path: readonly string[]): string | undefined => schemas[path.join(" ")];

/** Says beside each option that asks for JSON where its schema stands. */
export const nameSchemas = (command: Command, above: readonly string[] = []): void => {
  for (const one of command.commands) {
    const path = [...above, one.name()];
    const schema = schemaOf(path);
    const option = one.options.find(asksForJson);
    if (schema && option) option.description += ` (docs/${schema})`;
    nameSchemas(one, path);
  }
};

const asksForJson = (option: Option): boolean =>
  option.long === "--json" || (option.argChoices?.includes("json") ?? false);
