/** Conditions that nothing meets, and addresses where they must not be. */
import type { WrongRules } from "./wrong-rules.ts";

const right = "a=dpae@organisme.example";

export const wrongConditions: readonly WrongRules[] = [
  {
    name: "a family of which no form is known",
    root: `[btp]\nfamille=ccpbtp\n${right}\nsujet=DUCS`,
    severity: "warning",
    code: "condition-impossible",
    line: 2,
    key: "famille",
    says: "nommez son organisme",
  },
  {
    name: "an office copy to an organism of the plan",
    root: "plan=plan.csv\n[ducs]\nsujet=DUCS\ncopie.bureau=archives@cabinet.example, EDI@organisme.example",
    companions: { "plan.csv": "environnement;adresse\nreel;edi@organisme.example\n" },
    code: "bureau-organisme",
    line: 4,
    key: "copie.bureau",
    says: "une déclaration (« EDI@organisme.example »)",
  },
];
