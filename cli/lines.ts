import { createReadStream } from "node:fs";
import { Item, messageOf, SkipError } from "../pipeline/types.ts";

/** Longest line taken; a line past it is counted as bad and not held in memory. */
const LONGEST_LINE = 20_000_000;

export interface BadLine {
  line: number;
  why: string;
}

/**
 * Items of JSON lines, one at a time. A line that is no item goes to `bad` with its number, the rest goes on.
 * @throws the stream's error where the input cannot be read
 */
export async function* readItems(
  input: AsyncIterable<Buffer | string>,
  bad: (line: BadLine) => void,
): AsyncGenerator<Item> {
  let number = 0;
  for await (const line of lines(input)) {
    number++;
    if (line === null) bad({ line: number, why: `longer than ${LONGEST_LINE} characters` });
    else if (line.trim()) {
      try {
        yield parseItem(line);
      } catch (error) {
        bad({ line: number, why: messageOf(error) });
      }
    }
  }
}

export const openLines = (path: string): AsyncIterable<Buffer | string> => createReadStream(path);

function parseItem(line: string): Item {
  const item = Item.safeParse(JSON.parse(line.toWellFormed()));
  if (!item.success) {
    const issue = item.error.issues[0];
    const what = `${issue?.path.join(".") || "line"}: ${issue?.message ?? "not an item"}`;
    throw new SkipError({ en: what, zh: what });
  }
  if (!item.data.title && !item.data.text && !item.data.html) {
    throw new SkipError({ en: "neither title nor text", zh: "既无标题也无正文" });
  }
  return item.data;
}

/** Lines of UTF-8 input without their ends; null for one that is too long. */
async function* lines(input: AsyncIterable<Buffer | string>): AsyncGenerator<string | null> {
  const decoder = new TextDecoder("utf-8");
  let rest = "";
  let skipping = false;
  for await (const chunk of input) {
    rest += typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
    const parts = rest.split("\n");
    rest = parts.pop() ?? "";
    for (const part of parts) {
      yield skipping ? null : part;
      skipping = false;
    }
    if (rest.length > LONGEST_LINE) {
      skipping = true;
      rest = "";
    }
  }
  rest += decoder.decode();
  if (skipping) yield null;
  else if (rest) yield rest;
}
