/** The register's tables as spreadsheets write them, and back. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import iconv from "iconv-lite";
import { problemText } from "../../src/domain/register/problem.ts";
import { decodeTable, readCsv, writeCsv } from "../../src/formats/csv/csv.ts";
import { readTable, writeTable } from "../../src/formats/csv/register-tables.ts";
import { bring } from "../../src/journey/register-tables.ts";

const cells = (text: string) => readCsv(text).rows.map((row) => row.cells);

describe("a table", () => {
  it("has ; or , or tabs between its cells, whichever its first line has most of", () => {
    assert.deepEqual(cells("a;b\r\n1,5;2\r\n"), [
      ["a", "b"],
      ["1,5", "2"],
    ]);
    assert.deepEqual(cells("a,b\n1,2"), [
      ["a", "b"],
      ["1", "2"],
    ]);
    assert.deepEqual(cells("a\tb\n1;\t2"), [
      ["a", "b"],
      ["1;", "2"],
    ]);
  });

  it("may quote a separator, a quote and a line's end; lines are numbered as an editor does", () => {
    const { rows } = readCsv('a;b\r\n"x;""y""";"deux\r\nlignes"\r\n\r\nz;\r\n');
    assert.deepEqual(rows, [
      { line: 1, cells: ["a", "b"] },
      { line: 2, cells: ['x;"y"', "deux\r\nlignes"] },
      { line: 5, cells: ["z", ""] },
    ]);
    assert.equal(readCsv('a\n"open\nb').openQuote, 2);
  });

  it("may end its lines as old Macintosh spreadsheets do, and loses none", () => {
    const mac = 'a;b\r1;2\r\r3;"4"\r';
    assert.deepEqual(readCsv(mac).rows, [
      { line: 1, cells: ["a", "b"] },
      { line: 2, cells: ["1", "2"] },
      { line: 4, cells: ["3", "4"] },
    ]);
  });

  it("is UTF-8 with or without its mark, else Windows-1252", () => {
    const text = "évry;€";
    assert.equal(decodeTable(Buffer.from(`\ufeff${text}`)), text);
    assert.equal(decodeTable(Buffer.from(text)), text);
    assert.equal(decodeTable(iconv.encode(text, "windows-1252")), text);
    assert.equal(decodeTable(iconv.encode(`\ufeff${text}`, "utf-16le")), text, "« Texte Unicode »");
  });

  it("comes back as it was written, whatever its cells hold", () => {
    const cell = fc.string({ unit: "grapheme" }).map((s) => s.replaceAll("\0", "").trim());
    const row = fc.tuple(fc.constant("k"), cell, cell, cell);
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (rows) => {
        const head = ["cle", "a", "b", "c"];
        const bytes = writeCsv([head, ...rows], "utf-8") ?? assert.fail("no bytes");
        assert.deepEqual(cells(decodeTable(bytes)), [head, ...rows]);
      }),
    );
  });

  it("is not written in an encoding that lacks a sign of it", () => {
    assert.equal(writeCsv([["Ł"]], "windows-1252"), undefined);
    assert.ok(writeCsv([["é€"]], "windows-1252"));
  });
});

describe("a table of the register", () => {
  const read = (file: string, text: string) => readTable({ file, bytes: Buffer.from(text) });
  const said = (file: string, text: string) =>
    read(file, text).problems.map((p) => problemText(p, "fr"));

  it("is known by its file's name, or by its columns", () => {
    const text = "code;nom;famille\nU;Urssaf;urssaf\n";
    for (const file of ["organismes.csv", "organismes-2026.txt", "feuille1.csv"])
      assert.equal(read(file, text).rows[0]?.entry.table, "organismes", file);
    assert.match(said("feuille1.csv", "a;b\n1;2\n")[0] ?? "", /on ne sait pas quelle table/u);
  });

  it("tells unknown, double and missing columns with the nearest name", () => {
    assert.deepEqual(said("organismes.csv", "code;nom;nom;famile\n"), [
      "organismes.csv:1 « nom » : cette colonne est là deux fois ; gardez-en une",
      "organismes.csv:1 « famile » : colonne inconnue (famille ?) ; celles de organismes : code, nom, famille, siret, identifiants, declarations, parcours, adhesion, ouverture_jours, heure_limite, calendrier",
      "organismes.csv:1 famille : la colonne manque ; ajoutez-la : famille",
    ]);
  });

  it("tells a row that is longer than its head, a cell under no name, an empty file and an open quote", () => {
    assert.match(
      said("organismes.csv", "code;nom;famille\nU;Urssaf;urssaf;de trop\n")[0] ?? "",
      /^organismes\.csv:2 « de trop » : la ligne a 4 cellules et la table 3 colonnes/u,
    );
    assert.match(
      said("organismes.csv", "code;;nom;famille\nU;perdu;Urssaf;urssaf\n")[0] ?? "",
      /^organismes\.csv:2 « perdu » : cette cellule est dans une colonne sans nom/u,
    );
    assert.deepEqual(said("organismes.csv", "code;;nom;famille;;\nU;;Urssaf;urssaf;;\n"), []);
    assert.match(said("organismes.csv", "\n")[0] ?? "", /la table est vide/u);
    assert.match(
      said("organismes.csv", 'code\n"U\n')[0] ?? "",
      /^organismes\.csv:2 : un guillemet/u,
    );
  });

  it("tells all that can be told of what can be read, and nothing that only follows", async () => {
    const tables = [
      {
        file: "organismes.csv",
        bytes: Buffer.from('code;nom;couleur\nU1;;rouge\n"U2;ouvert\n'),
      },
      { file: "employeurs.csv", bytes: new Uint8Array(), unreadable: { fr: "absent.", en: "" } },
      {
        file: "comptes.csv",
        bytes: Buffer.from(
          "siret;organisme;compte;mode;mode\n99999999800019;U2;123;chéque;x\n99999999800019;U1;124;;\n",
        ),
      },
      { file: "contacts.csv", bytes: Buffer.from("organisme;usage\nU9;jeu\n") },
    ];
    const asked = { tables, standing: [], findScan: () => assert.fail("no scan is named") };
    const { problems } = await bring(asked);
    assert.deepEqual(
      problems.map((p) => problemText(p, "fr").split(/ ; | : (?=la |une? |cette |un )/u)[0]),
      [
        "comptes.csv:1 « mode »",
        "comptes.csv:2 compte « 123 »",
        "comptes.csv:2 mode « chéque »",
        "comptes.csv:3 compte « 124 »",
        "contacts.csv:2 usage « jeu »",
        "employeurs.csv : absent.",
        "organismes.csv:1 « couleur » : colonne inconnue",
        "organismes.csv:1 famille",
        "organismes.csv:2 nom",
        "organismes.csv:3",
      ],
    );
  });

  it("keeps what stands in the columns that it lacks; an empty cell empties", async () => {
    const values = {
      siret: "99999999800019",
      raison_sociale: "Fictive",
      courriel: "ancien@client.example",
      client: "fictive",
      jour_paie: "5",
    };
    const bytes = Buffer.from(
      "siret;raison_sociale;courriel;client\n999 999 998 00019;Fictive;neuf@client.example;\n",
    );
    const { put, problems } = await bring({
      tables: [{ file: "employeurs.csv", bytes }],
      standing: [{ table: "employeurs", values }],
      findScan: () => assert.fail("no scan is named"),
    });
    assert.deepEqual(problems, []);
    const { client: _, ...rest } = values;
    assert.deepEqual(put, [
      { table: "employeurs", values: { ...rest, courriel: "neuf@client.example" } },
    ]);
  });

  it("is written with all its columns, so that an empty one shows what to fill", () => {
    const bytes = writeTable("numeros", [], "utf-8");
    assert.equal(decodeTable(bytes ?? assert.fail("no bytes")), "siret;organisme;numero\r\n");
  });
});
