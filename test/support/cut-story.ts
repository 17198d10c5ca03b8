/**
 * Stories of a file that leaves cut: random rules, forms of three families, what the server refuses, and receipts that each
 * organism or a forger writes. The judge (`expectedStates`) is written from the sentences of docs/receipts.md on what was generated,
 * and knows nothing of how the product reads, matches or folds.
 */
import fc from "fast-check";
import { paidLot } from "./cut-world.ts";

export const organisms = ["urssaf", "assedic", "irc"] as const;
export type Organism = (typeof organisms)[number];
type Author = Organism | "pirate";

const forms: Readonly<
  Record<Organism, { readonly form: string; readonly creditor: "S1" | "S2" | "S3" }>
> = {
  urssaf: { form: "913", creditor: "S1" },
  assedic: { form: "920", creditor: "S2" },
  irc: { form: "930", creditor: "S3" },
};

/** What its text says of one declaration. */
const sayings = { registered: "INTEGREE", refused: "REJETEE motif 12", received: "LUE" } as const;
export type Said = keyof typeof sayings;

export interface StoryReceipt {
  readonly author: Author;
  readonly authentic: boolean;
  /** Cites the mail of this organism; a forger who never saw it cites none, and is not heard. */
  readonly cites: Organism | undefined;
  /** By position; one level a receipt. */
  readonly words: ReadonlyMap<number, Said>;
}

export interface Story {
  /** Whose each declaration is, in the order of the file. */
  readonly lines: readonly Organism[];
  /** The order of the sections, and how far each asks its receipts to be vouched for. */
  readonly rules: readonly { readonly of: Organism; readonly grade: "A" | "B" | "C" | undefined }[];
  /** Whose mail the server refuses. */
  readonly refused: ReadonlySet<Organism>;
  readonly receipts: readonly StoryReceipt[];
}

const rulesOf: fc.Arbitrary<Story["rules"]> = fc
  .shuffledSubarray([...organisms], { minLength: 3 })
  .chain((order) =>
    fc.tuple(
      ...order.map((of) =>
        fc.record({
          of: fc.constant(of),
          grade: fc.constantFrom("A", "B", "C", undefined),
        }),
      ),
    ),
  );

const receiptOf = (lines: readonly Organism[]): fc.Arbitrary<StoryReceipt> =>
  fc
    .record({
      author: fc.constantFrom<Author>(...new Set(lines), "pirate"),
      authentic: fc.boolean(),
      cited: fc.constantFrom(...new Set(lines), undefined),
      // Mostly its own; sometimes what another was sent.
      straying: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
      final: fc.boolean(),
      words: fc.array(
        fc.constantFrom<Said | undefined>("registered", "registered", "refused", undefined),
        {
          minLength: lines.length,
          maxLength: lines.length,
        },
      ),
    })
    .map(({ author, authentic, cited, straying, final, words }) => {
      const may = (o: Organism): boolean => author === "pirate" || straying || o === author;
      const own = words.flatMap((said, index): readonly (readonly [number, Said])[] => {
        const line = lines[index];
        if (said === undefined || line === undefined || !may(line)) return [];
        return [[index + 1, final ? said : "received"]];
      });
      const cites = author === "pirate" ? cited : author;
      return { author, authentic, cites, words: new Map(own) };
    });

export const stories: fc.Arbitrary<Story> = fc
  .array(fc.constantFrom(...organisms), { minLength: 2, maxLength: 5 })
  .chain((lines) =>
    fc.record({
      lines: fc.constant(lines),
      rules: rulesOf,
      refused: fc
        .subarray([...organisms], { maxLength: 1 })
        .map((list): ReadonlySet<Organism> => new Set(list)),
      receipts: fc.array(receiptOf(lines), { minLength: 1, maxLength: 5 }),
    }),
  )
  .map((story) => ({
    ...story,
    // Nobody answers, or cites, what it never had; and a receipt without words is none.
    receipts: story.receipts.filter(
      (r) =>
        r.words.size > 0 &&
        (r.author === "pirate" || !story.refused.has(r.author)) &&
        (r.cites === undefined || !story.refused.has(r.cites)) &&
        [...r.words.keys()].every((n) => !story.refused.has(story.lines[n - 1] ?? "urssaf")),
    ),
  }));

export const fileOf = ({ lines }: Story): Uint8Array =>
  paidLot(
    lines.map((of, index) => ({
      reference: `REF${index + 1}`,
      form: forms[of].form,
      creditor: forms[of].creditor,
      internal: `999999999999${index}`,
    })),
    "LOT",
  );

export const addressOf = (of: Author): string => `ducs@${of}.test`;

export const rulesTextOf = ({ rules }: Story): string =>
  rules
    .map(({ of, grade }) =>
      [
        `[${of}]`,
        `type=ducs\nfamille=${of}\na=${addressOf(of)}\nsujet=DUCS\ndecouper=oui`,
        ...(grade === undefined ? [] : [`ar.authenticite=${grade}`]),
      ].join("\n"),
    )
    .join("\n");

/** As a mail; `header` is the Message-ID of the mail that it cites. */
export const mailOf = (
  { author, authentic, words }: StoryReceipt,
  about: { readonly index: number; readonly header: string | undefined },
): string => {
  const level = [...words.values()].includes("received") ? 2 : 3;
  const { index, header } = about;
  return [
    ...(authentic
      ? [`Authentication-Results: mx.fournisseur.test; dkim=pass header.d=${author}.test`]
      : []),
    `From: ${addressOf(author)}`,
    "To: paie@employeur.test",
    "Subject: Accuse de reception",
    `Message-ID: <ar.${index}@${author}.test>`,
    ...(header === undefined ? [] : [`In-Reply-To: ${header}`, `References: ${header}`]),
    "Content-Type: text/plain; charset=utf-8",
    "",
    `Accusé de réception de niveau ${level}`,
    `Numéro : DEMO-${index}`,
    "",
    ...[...words].map(([position, said]) => `Déclaration REF${position} : ${sayings[said]}`),
    "",
  ].join("\r\n");
};

export interface Judged {
  readonly is: "waiting" | "received" | "registered" | "refused" | "contradicted" | "to-read";
  readonly proven: boolean;
}

/** A forger who cites nothing is tied to no deposit; everybody else is heard as far as they are believed. */
export const expectedStates = (story: Story): readonly Judged[] =>
  story.lines.map((owner, index) => {
    const grade = story.rules.find((r) => r.of === owner)?.grade ?? "B";
    const heard = story.receipts.flatMap((r) => {
      const said = r.words.get(index + 1);
      return said === undefined || r.cites === undefined
        ? []
        : [{ said, trust: trustOf(r, owner) }];
    });
    const proofs = heard.filter(
      ({ trust }) => trust !== "F" && "ABC".indexOf(trust) <= "ABC".indexOf(grade),
    );
    const believable = heard.filter(({ trust }) => trust !== "F");
    if (heard.length > 0 && believable.length === 0) return { is: "to-read", proven: false };
    const judged = new Set((proofs.length > 0 ? proofs : believable).map((h) => h.said));
    return { is: concluded(judged), proven: proofs.length > 0 };
  });

/** B: our server vouches for the organism that was written to. F: it vouches for another one. C: nobody vouches. */
const trustOf = ({ author, authentic }: StoryReceipt, owner: Organism): "B" | "C" | "F" => {
  if (!authentic || author === "pirate") return "C";
  return author === owner ? "B" : "F";
};

const concluded = (said: ReadonlySet<Said>): Judged["is"] => {
  if (said.has("registered") && said.has("refused")) return "contradicted";
  if (said.has("refused")) return "refused";
  if (said.has("registered")) return "registered";
  return said.has("received") ? "received" : "waiting";
};
