import type { Message } from "../../pipeline/errors.ts";

/** One answer of the published database. */
export interface Answer {
  columns: string[];
  /** DuckDB's type of each column, e.g. `DATE`. */
  types: string[];
  rows: Record<string, unknown>[];
  /** True where the row limit cut the answer. */
  cut: boolean;
}

/** What notebooks are made of: one snapshot of the published database, held open for a whole build. */
export interface NotebookSource {
  /** Answers one reading statement; what is refused is thrown. */
  query: (sql: string) => Promise<Answer>;
  /** Figures of the tagger on the project's own gold set; worked out when a notebook first asks for them. */
  gold: () => Promise<unknown>;
  lang: "zh" | "en";
  /** Today in Asia/Shanghai, `YYYY-MM-DD`. */
  today: string;
  /** Folder of the installed package. */
  packageRoot: string;
}

/** Something that went wrong in a notebook. */
export interface Failure {
  /** The cell's id and kind; null where it is the whole page. */
  cell: { id: number; mode: string } | null;
  message: Message;
}

/** The same text in both languages, for messages that come from elsewhere. */
export const asIs = (text: string): Message => ({ en: text, zh: text });
