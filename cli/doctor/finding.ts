import type { Message } from "../../pipeline/errors.ts";

/** One thing that was looked at: how it is, and what to do where it is not fine. */
export interface Finding {
  area: "machine" | "lexicon" | "archive" | "store" | "sources";
  what: Message;
  state: "fine" | "warning" | "error";
  advice?: Message;
}

/** The same text in both languages, for names and figures. */
export const same = (text: string): Message => ({ en: text, zh: text });
