import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type Cell, type Notebook, parseTemplate, toCell, transpile } from "@observablehq/notebook-kit";
import { type Message, ModeltideError, messageOf } from "../../pipeline/errors.ts";
import { MOST_ROWS, type PageAnswer, toPageAnswer } from "./answers.ts";
import { asWritten, MODULES, mayImport, PACKAGES } from "./packages.ts";
import { asIs, type Failure, type NotebookSource } from "./source.ts";

/** A notebook whose SQL has been answered. */
export interface Prepared {
  notebook: Notebook;
  /** By the cell's id. */
  answers: Record<string, PageAnswer | { error: string }>;
  failures: Failure[];
  /** What the reader of the messages should know beside failures. */
  notes: Failure[];
  /** Kind of each cell as it is written, by its id. */
  modes: Record<number, string>;
}

const RUN = new Set<string>(["js", "ts", "ojs", "md", "html", "sql"]);

/**
 * Answers a notebook's SQL cells and looks through the others before they are bundled. A cell that cannot work is
 * replaced by one that shows its error, so that one cell never costs the page.
 * @param path The notebook's file: cells import files beside it.
 */
export async function prepareCells(notebook: Notebook, path: string, source: NotebookSource): Promise<Prepared> {
  const modes = Object.fromEntries(notebook.cells.map(({ id, mode }) => [id, mode]));
  const prepared: Prepared = { notebook: { ...notebook, cells: [] }, answers: {}, failures: [], notes: [], modes };
  let next = Math.max(0, ...notebook.cells.map(({ id }) => id));
  const { cells } = prepared.notebook;
  for (const cell of notebook.cells) {
    const fail = (message: Message) => {
      prepared.failures.push({ cell: { id: cell.id, mode: cell.mode }, message });
    };
    const wrong = problemOf(cell, path);
    if (wrong) {
      fail(wrong);
      cells.push(failing(cell, wrong[source.lang]));
    } else if (cell.mode === "sql") {
      const answer = await answerTo(cell, source, fail);
      prepared.answers[cell.id] = answer;
      cells.push({ ...cell, database: `var:modeltideSql[${cell.id}]` });
      if ("rows" in answer && answer.cut) {
        const cut = cutMessage(answer.rows.length);
        prepared.notes.push({ cell: { id: cell.id, mode: cell.mode }, message: cut });
        next += 1;
        cells.push(toCell({ id: next, mode: "md", value: `*${cut[source.lang]}*` }));
      }
    } else cells.push(cell);
  }
  return prepared;
}

async function answerTo(
  cell: Cell,
  source: NotebookSource,
  fail: (message: Message) => void,
): Promise<PageAnswer | { error: string }> {
  try {
    return toPageAnswer(await source.query(cell.value));
  } catch (error) {
    const message = error instanceof ModeltideError ? error.text : asIs(messageOf(error));
    fail(message);
    return { error: message[source.lang] };
  }
}

/** Why a cell cannot work, as far as can be told without running it; null where nothing speaks against it. */
function problemOf(cell: Cell, path: string): Message | null {
  const { mode, database, value } = cell;
  if (!RUN.has(mode)) {
    return {
      en: `cells in ${mode} do not run here: use JavaScript, SQL, Markdown or HTML.`,
      zh: `这里不运行 ${mode} 单元格：请用 JavaScript、SQL、Markdown 或 HTML。`,
    };
  }
  if (mode === "sql") return problemOfSql(value, database);
  try {
    const { body, files } = transpile(cell, { resolveFiles: true });
    const absent = [...(files ?? [])].find((file) => !existsSync(resolve(dirname(path), file)));
    if (absent !== undefined) return notThere(absent);
    const strange = [...body.matchAll(/\bimport\("((?:[^"\\]|\\.)+)"/g)].map(([, specifier = ""]) => specifier);
    const missing = strange.find((specifier) => !mayImport(specifier, path));
    return missing ? notImportable(missing) : null;
  } catch (error) {
    return asIs(messageOf(error));
  }
}

function problemOfSql(value: string, database: string | undefined): Message | null {
  if (database && database !== "var:db") {
    return {
      en: `SQL cells ask the published database and no other: leave out database="${database}".`,
      zh: `SQL 单元格只查询已发布的数据库：请去掉 database="${database}"。`,
    };
  }
  if (!value.trim()) return { en: "the cell is empty.", zh: "单元格是空的。" };
  try {
    if (!parseTemplate(value).expressions.length) return null;
  } catch (error) {
    return asIs(messageOf(error));
  }
  return {
    en: "a SQL cell may hold no placeholder $\u007b…}: the page has no database to ask. Select the rows and filter them in a JavaScript cell.",
    zh: "SQL 单元格里不能有占位符 $\u007b…}：页面中没有数据库可查。请先查出全部行，再用 JavaScript 单元格筛选。",
  };
}

const notThere = (file: string): Message => ({
  en: `there is no file "${file}" beside the notebook.`,
  zh: `笔记本旁没有文件“${file}”。`,
});

function notImportable(specifier: string): Message {
  const known = [...MODULES, ...PACKAGES.map((name) => `npm:${name}`)].join(", ");
  return {
    en: `"${asWritten(specifier)}" cannot be imported: a page fetches nothing. There are ${known}, and files beside the notebook ("./name.js").`,
    zh: `无法导入“${asWritten(specifier)}”：页面不联网。可用 ${known}，以及与笔记本同目录的文件（"./name.js"）。`,
  };
}

const cutMessage = (rows: number): Message => ({
  en: `Only the first ${rows} rows are in this page (at most ${MOST_ROWS} rows and 8 MB for a cell): aggregate in SQL.`,
  zh: `本页只含前 ${rows} 行（每个单元格最多 ${MOST_ROWS} 行、8 MB）：请在 SQL 中先汇总。`,
});

/** A cell in the place of another, which shows why that one does not run; its source stays to be seen where it was. */
function failing(cell: Cell, message: string): Cell {
  return toCell({ id: cell.id, mode: "js", pinned: false, value: `throw new Error(${JSON.stringify(message)});` });
}
