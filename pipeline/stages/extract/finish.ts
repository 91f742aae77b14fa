import type { Dropped, Extracted, Removed } from "../../types.ts";
import type { Boilerplate } from "./boilerplate.ts";
import { cleanLines, type Line } from "./clean.ts";
import { digestParts } from "./digest.ts";
import { garbling } from "./garbled.ts";
import { languageOf } from "./lang.ts";

/** An article before the clean-up that all doors share. */
type Draft = Omit<Extracted, "text" | "lang" | "parts"> & { lines: Line[] };

/** Cleans a draft's lines, splits a digest, names the language; drops what nobody can read. */
export function finish(draft: Draft, boilerplate: Boilerplate): Extracted | Dropped {
  const { lines: raw, ...rest } = draft;
  const { lines, removed } =
    raw.length === 0
      ? { lines: [], removed: [] }
      : cleanLines(raw, draft.title, [draft.source, draft.author], boilerplate);
  const text = lines.map((line) => line.text).join("\n");
  const garbled = garbling(text.length > 20 ? text : draft.title);
  if (garbled) return { dropped: "garbled", detail: garbled };
  return {
    ...rest,
    text,
    removed: [...draft.removed, ...removed].map(shortened),
    lang: languageOf(text || draft.title),
    parts: digestParts(draft.title, lines, boilerplate),
  };
}

const shortened = ({ text, reason }: Removed): Removed => ({ text: text.slice(0, 500).toWellFormed(), reason });
