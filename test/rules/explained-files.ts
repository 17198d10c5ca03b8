/**
 * What `explain` must say of real files under config/examples/plan, written by hand from the plan and the rules
 * before the program was asked. A file: its format, its mode, then each declaration as form/period, with
 * `@recipient` and `#siret` where they differ from the usual ones.
 */
export type Expectation =
  /** Rule, address, subject: one for each mail. */
  | {
      readonly goes: readonly (readonly [string, string, string])[];
      readonly as?: "test" | "essai";
    }
  | { readonly held: string };

const ducs = "ducs";
const annual = "ducs annuelle";
const pilot = "ducs du client pilote";
const pilotSiret = "#99999999800035";
const btp = "@99999999800043";
const one = "99999999800019";
const due = "Déclaration Unique d’Embauche";

const goes = (rule: string, to: string, subject: string): Expectation => ({
  goes: [[rule, to, subject]],
});
const essai = (rule: string, to: string, subject: string): Expectation => ({
  goes: [[rule, to, subject]],
  as: "essai",
});
const shown = (rule: string, to: string, subject: string): Expectation => ({
  goes: [[rule, to, subject]],
  as: "test",
});

export const explainedFiles: readonly (readonly [file: string, Expectation])[] = [
  // Each family, each format, for real.
  ["edi reel 913/202640", goes(ducs, "edi.urssaf@reel.example", `DUCS ${one} 202640 1`)],
  ["flat reel 913/202640", goes(ducs, "plat.urssaf@reel.example", `DUCS ${one} 202640 1`)],
  ["edi reel 920/202640", goes(ducs, "edi.assedic@reel.example", `DUCS ${one} 202640 1`)],
  ["flat reel 920/202640", goes(ducs, "plat.assedic@reel.example", `DUCS ${one} 202640 1`)],
  ["edi reel 930/202640", goes(ducs, "edi.irc@reel.example", `DUCS ${one} 202640 1`)],
  ["flat reel 930/202640", goes(ducs, "plat.irc@reel.example", `DUCS ${one} 202640 1`)],
  [`edi reel 940/202640${btp}`, goes(ducs, "edi.ccpbtp@reel.example", `DUCS ${one} 202640 1`)],
  [`flat reel 940/202640${btp}`, goes(ducs, "plat.ccpbtp@reel.example", `DUCS ${one} 202640 1`)],
  // The same to the test addresses; the subject is marked.
  ["edi essai 913/202640", essai(ducs, "edi.urssaf@essai.example", `DUCS ${one} 202640 1 ESSAI`)],
  ["flat essai 913/202640", essai(ducs, "plat.urssaf@essai.example", `DUCS ${one} 202640 1 ESSAI`)],
  ["edi essai 920/202640", essai(ducs, "edi.assedic@essai.example", `DUCS ${one} 202640 1 ESSAI`)],
  [
    "flat essai 920/202640",
    essai(ducs, "plat.assedic@essai.example", `DUCS ${one} 202640 1 ESSAI`),
  ],
  ["edi essai 930/202640", essai(ducs, "edi.irc@essai.example", `DUCS ${one} 202640 1 ESSAI`)],
  // No test address of its own: the real one is shared, with the step's mark.
  ["flat essai 930/202640", essai(ducs, "plat.irc@reel.example", `DUCS ${one} 202640 1 ETAPE5`)],
  [
    `edi essai 940/202640${btp}`,
    essai(ducs, "edi.ccpbtp@essai.example", `DUCS ${one} 202640 1 ESSAI`),
  ],
  [
    `flat essai 940/202640${btp}`,
    essai(ducs, "plat.ccpbtp@essai.example", `DUCS ${one} 202640 1 ESSAI`),
  ],
  // In test mode the report shows the test addresses, and nothing leaves.
  ["edi test 913/202640", shown(ducs, "edi.urssaf@essai.example", `DUCS ${one} 202640 1`)],
  ["flat test 920/202640", shown(ducs, "plat.assedic@essai.example", `DUCS ${one} 202640 1`)],
  ["flat test 930/202640", shown(ducs, "plat.irc@reel.example", `DUCS ${one} 202640 1`)],
  [`edi test 940/202640${btp}`, shown(ducs, "edi.ccpbtp@essai.example", `DUCS ${one} 202640 1`)],
  // A whole year has a rule of its own.
  ["edi reel 916/202600", goes(annual, "edi.urssaf@reel.example", `DUCS ANNUELLE ${one} 202600`)],
  ["flat reel 932/202600", goes(annual, "plat.irc@reel.example", `DUCS ANNUELLE ${one} 202600`)],
  [
    "edi essai 916/202600",
    essai(annual, "edi.urssaf@essai.example", `DUCS ANNUELLE ${one} 202600 ESSAI`),
  ],
  [
    "flat test 920/202600",
    shown(annual, "plat.assedic@essai.example", `DUCS ANNUELLE ${one} 202600`),
  ],
  // Months and quarters go by the general rule.
  ["edi reel 931/202641", goes(ducs, "edi.irc@reel.example", `DUCS ${one} 202641 1`)],
  ["flat reel 914/202610", goes(ducs, "plat.urssaf@reel.example", `DUCS ${one} 202610 1`)],
  // The pilot client is in essai where the dossier is real: its real files are then no essai, and wait.
  [`edi reel 913/202640${pilotSiret}`, { held: "essai-wall" }],
  [`flat reel 930/202640${pilotSiret}`, { held: "essai-wall" }],
  [
    `edi essai 916/202600${pilotSiret}`,
    essai(pilot, "edi.urssaf@essai.example", "DUCS 99999999800035 202600 ESSAI"),
  ],
  [
    `flat essai 930/202640${pilotSiret}`,
    essai(pilot, "plat.irc@reel.example", "DUCS 99999999800035 202640 ETAPE5"),
  ],
  [
    `edi test 913/202640${pilotSiret}`,
    shown(pilot, "edi.urssaf@essai.example", "DUCS 99999999800035 202640"),
  ],
  // Lots.
  ["edi reel 913/202640 913/202640", goes(ducs, "edi.urssaf@reel.example", `DUCS ${one} 202640 2`)],
  [
    "edi reel 913/202640 930/202640 914/202640",
    {
      goes: [
        [ducs, "edi.urssaf@reel.example", `DUCS ${one} 202640 2`],
        [ducs, "edi.irc@reel.example", `DUCS ${one} 202640 1`],
      ],
    },
  ],
  [
    `edi essai 920/202640 940/202640${btp}`,
    {
      as: "essai",
      goes: [
        [ducs, "edi.assedic@essai.example", `DUCS ${one} 202640 1 ESSAI`],
        [ducs, "edi.ccpbtp@essai.example", `DUCS ${one} 202640 1 ESSAI`],
      ],
    },
  ],
  ["edi reel 913/202640 916/202600", { held: "mixed-recipients" }],
  ["edi reel 913/202640 913/202610", { held: "template-unfilled" }],
  [`edi reel 913/202640 913/202640${pilotSiret}`, { held: "mixed-recipients" }],
  // Nobody's address.
  ["edi reel 950/202640", { held: "no-address" }],
  ["flat reel 950/202640@99999999800050", { held: "no-address" }],
  ["edi essai 950/202640", { held: "no-address" }],
  // A period that is not there: the subject would have a hole.
  ["edi reel 913/", { held: "template-unfilled" }],
  // Hires, flat and XML.
  ["dpae reel", goes("dpae", "dpae@organisme.example", due)],
  ["dpae essai", essai("dpae", "dpae@organisme.example", `${due} TEST01`)],
  ["dpae test", shown("dpae", "dpae@organisme.example", due)],
  ["xml reel", goes("dpae", "dpae@organisme.example", due)],
  ["xml essai", essai("dpae", "dpae@organisme.example", `${due} TEST01`)],
  ["xml test", shown("dpae", "dpae@organisme.example", due)],
];
