import { createInterface } from "node:readline";
import { AskError, ModeltideError } from "../../pipeline/errors.ts";
import { quoteText } from "../../pipeline/store/quote.ts";
import { type CliContext, printable } from "../context.ts";
import type { Answerer } from "./answerer.ts";
import { FORMATS, type Output } from "./output.ts";
import { isBlank, splitStatements } from "./statements.ts";

const NEW = "modeltide> ";
const MORE = "      ...> ";

/**
 * Answers statements line by line, each ended by `;`, and commands that begin with a point. On a terminal an error is
 * told and the prompt goes on; a script ends at its first error. A last statement may lack its semicolon.
 * @throws ModeltideError exit 2 where a statement of a script is refused
 */
export async function runPrompt(answerer: Answerer, output: Output, context: CliContext): Promise<void> {
  const { text, stdin } = context;
  const terminal = Boolean((stdin as NodeJS.ReadStream).isTTY);
  const session = { ...output };
  const lines = createInterface({
    input: stdin,
    ...(terminal ? { output: process.stdout, historySize: 500, removeHistoryDuplicates: true } : {}),
    terminal,
    prompt: NEW,
  });
  let waiting = "";
  let ended = false;
  // Prompting would open the terminal again, and wait for it for ever.
  lines.once("close", () => {
    ended = true;
  });
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      if (!terminal || !(error instanceof ModeltideError)) throw error;
      context.err(`${printable(text(error.text))}\n`);
    }
  };
  const prompt = () => {
    if (!terminal || ended) return;
    lines.setPrompt(isBlank(waiting) ? NEW : MORE);
    lines.prompt();
  };
  lines.on("SIGINT", () => {
    // Ctrl-C stops a query, or takes back what was typed; on an empty prompt it leaves.
    if (answerer.stop()) return;
    if (isBlank(waiting) && !lines.line) lines.close();
    waiting = "";
    context.out("\n");
    prompt();
  });
  if (terminal)
    context.err(
      `${text({ en: ".help says what there is; a statement ends with ;", zh: "输入 .help 查看帮助;语句以 ; 结束" })}\n`,
    );
  prompt();
  try {
    for await (const line of lines) {
      if (isBlank(waiting) && line.trim().startsWith(".")) {
        const command = line.trim();
        if (command === ".quit" || command === ".exit") return;
        await attempt(() => runCommand(command, answerer, session, context));
      } else {
        const { statements, rest } = splitStatements(`${waiting}${line}\n`);
        waiting = rest;
        for (const sql of statements) await attempt(() => answerer.answer(sql, session));
      }
      prompt();
    }
    if (!isBlank(waiting)) await attempt(() => answerer.answer(waiting, session));
  } finally {
    lines.close();
  }
}

async function runCommand(line: string, answerer: Answerer, session: Output, context: CliContext): Promise<void> {
  const { text } = context;
  const [command, argument = ""] = line.split(/\s+/);
  const show = (sql: string) => answerer.answer(sql, { ...session, format: "table", out: null });
  switch (command) {
    case ".help":
      context.out(text(HELP));
      return;
    case ".tables":
      return show(TABLES);
    case ".schema":
      return show(schemaOf(argument));
    case ".format":
      session.format = textFormat(argument);
      return;
    default:
      throw unknown(line, ".tables, .schema, .format, .help, .quit");
  }
}

/** Parquet needs a file, which a prompt does not name. */
function textFormat(name: string): Output["format"] {
  const known = FORMATS.filter((format) => format !== "parquet");
  const format = known.find((one) => one === name);
  if (!format) throw unknown(`.format ${name}`, known.join(", "));
  return format;
}

const unknown = (line: string, known: string): AskError =>
  new AskError({ en: `there is no "${line}": ${known}`, zh: `没有"${line}":${known}` });

const HELP = {
  en: `SELECT …;         answers a statement, which may go over several lines
.tables           views, macros and tables with what they hold
.schema [NAME]    columns with their types and what they hold
.format FORM      table, csv, json, jsonl, markdown
.quit             leaves (or Ctrl-D)
`,
  zh: `SELECT …;         执行一条语句,可分多行
.tables           视图、宏和表及其内容
.schema [名称]    各列的类型与内容
.format 形式      table、csv、json、jsonl、markdown
.quit             退出(或按 Ctrl-D)
`,
};

const TABLES = `
  SELECT name, about FROM (
    SELECT 0 AS kind, view_name AS name, comment AS about FROM duckdb_views() WHERE schema_name = 'main' AND NOT internal
    UNION ALL
    SELECT 1, function_name || '(' || array_to_string(parameters, ', ') || ')', comment FROM duckdb_functions()
    WHERE schema_name = 'main' AND NOT internal AND function_type = 'table_macro'
    UNION ALL
    SELECT 2, 'store.' || table_name, comment FROM duckdb_tables() WHERE schema_name = 'store')
  ORDER BY kind, name`;

function schemaOf(name: string): string {
  const relation = quoteText(name);
  return `
    SELECT CASE schema_name WHEN 'main' THEN '' ELSE schema_name || '.' END || table_name AS relation,
           column_name AS "column", data_type AS type, comment AS about
    FROM duckdb_columns()
    WHERE NOT internal AND schema_name IN ('main', 'store')
      AND (${relation} = '' OR table_name = ${relation} OR schema_name || '.' || table_name = ${relation})
    ORDER BY schema_name, table_name, column_index`;
}
