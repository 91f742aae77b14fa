import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";

const TIMES = 10;

/**
 * Copies a lexicon folder and gives every vendor and model nine namesakes, each of whose names begins as one of the
 * real ones does: an index of names has the most to do with such.
 */
export function writeTenfoldLexicon(from: string, to: string): void {
  cpSync(from, to, { recursive: true });
  multiply(join(to, "vendors.csv"), (row, mark) => ({
    ...row,
    id: `${row["id"]}-${mark}`,
    name_zh: marked(row["name_zh"], mark),
    name_en: marked(row["name_en"], mark),
    parent: "",
  }));
  multiply(join(to, "models.csv"), (row, mark) => ({ ...row, name: marked(row["name"], mark) }));
}

type Row = Record<string, string>;

function multiply(path: string, namesake: (row: Row, mark: string) => Row): void {
  const rows: Row[] = parse(readFileSync(path), { columns: true, bom: true });
  const more = Array.from({ length: TIMES - 1 }, (_, at) =>
    rows.map((row) => {
      const mark = `zq${"abcdefghi"[at]}`;
      const aliases = (row["aliases"] ?? "").split("|").map((alias) => marked(alias, mark));
      return { ...namesake(row, mark), aliases: aliases.join("|"), ambiguous: "" };
    }),
  );
  writeFileSync(path, stringify([...rows, ...more.flat()], { header: true }));
}

function marked(name: string | undefined, mark: string): string {
  return name ? `${name}${mark}` : "";
}
