import { appendFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "csv-stringify/sync";
import { AskError } from "../errors.ts";
import { LEXICON_FILES, type Lexicon } from "../lexicon.ts";

/** A row that a person accepted. */
export type AcceptedRow =
  | { table: "vendors"; name: string; id: string; kind: string; home: string }
  | { table: "models"; name: string; vendor: string; tier: string; kind: string };

/**
 * Appends accepted rows to the lexicon's CSV files; what stands there stays byte for byte.
 * @throws AskError where an id is taken, a name is known, or a vendor does not exist; nothing is written then.
 */
export async function appendToLexicon(dir: string, lexicon: Lexicon, rows: readonly AcceptedRow[]): Promise<void> {
  const ids = new Set(lexicon.vendors.map(({ id }) => id));
  for (const row of rows) {
    if (row.table === "models") continue;
    if (ids.has(row.id)) throw refused(`the vendor id ${row.id} is taken`, `厂商编号 ${row.id} 已被占用`);
    ids.add(row.id);
  }
  for (const row of rows) {
    if (row.table === "vendors") continue;
    if (row.vendor && !ids.has(row.vendor))
      throw refused(`no vendor has the id ${row.vendor}`, `没有编号为 ${row.vendor} 的厂商`);
    if (lexicon.models.some(({ name }) => name === row.name))
      throw refused(`the model ${row.name} is listed`, `模型 ${row.name} 已在词库中`);
  }
  for (const table of ["vendors", "models"] as const) {
    const cells = rows.filter((row) => row.table === table).map(cellsOf);
    if (cells.length) await appendRows(join(dir, LEXICON_FILES[table]), cells);
  }
}

function cellsOf(row: AcceptedRow): string[] {
  if (row.table === "models") return [row.name, row.vendor, row.tier, "", row.kind, "", "", "corpus"];
  const chinese = /[\u3400-\u9fff]/.test(row.name);
  return [row.id, chinese ? row.name : "", chinese ? "" : row.name, "", "", row.kind, "", row.home, "corpus"];
}

async function appendRows(path: string, rows: string[][]): Promise<void> {
  const text = await readFile(path, "utf8");
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const gap = text.endsWith("\n") ? "" : eol;
  await appendFile(path, gap + stringify(rows, { record_delimiter: eol }));
}

const refused = (en: string, zh: string): AskError =>
  new AskError({ en: `${en}; nothing was added to the lexicon`, zh: `${zh};词库没有改动` });
