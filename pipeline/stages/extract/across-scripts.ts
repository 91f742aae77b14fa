import type { Evidence, TagInput, Tags } from "../../types.ts";
import { languageOf } from "./lang.ts";
import { loadSimplifier, type Simplifier } from "./simplify.ts";

type TagMany = (inputs: TagInput[]) => Promise<Tags[]>;

/**
 * Labels items in traditional characters as if they were written in simplified ones, which lexicon and weights know. The
 * positions of evidence hold in the text as written, and words quoted from it are given as they stand there. Items in
 * simplified characters are passed on untouched; the conversion tables load with the first traditional one.
 */
export function acrossScripts(tagMany: TagMany): TagMany {
  let loading: Promise<Simplifier> | null = null;
  return async (inputs) => {
    const traditional = new Set(inputs.filter(isTraditional));
    if (!traditional.size) return tagMany(inputs);
    loading ??= loadSimplifier();
    const simplify = await loading;
    const simple = inputs.map((input) =>
      traditional.has(input) ? { ...input, title: simplify(input.title), text: simplify(input.text) } : input,
    );
    const tags = await tagMany(simple);
    return tags.map((own, at) => {
      const [input, read] = [inputs[at], simple[at]];
      return input && read && input !== read ? asWritten(own, input, read) : own;
    });
  };
}

/** A short title may hold no character that tells: the text, where there is one, decides with it. */
const isTraditional = ({ title, text }: TagInput): boolean =>
  languageOf(`${title}\n${text.slice(0, DECIDING)}`) === "zh-Hant";

/** Characters of the text that are looked at. */
const DECIDING = 300;

/** Quoted words as they stand in the item, where they are what stands at that place in the text that was read. */
function asWritten(tags: Tags, input: TagInput, read: TagInput): Tags {
  const written = { title: [...input.title], text: [...input.text] };
  const simple = { title: [...read.title], text: [...read.text] };
  const quoted = (word: string, { field, start, end }: Evidence): string =>
    field && simple[field].slice(start, end).join("") === word ? written[field].slice(start, end).join("") : word;
  return {
    ...tags,
    mentions: tags.mentions.map((mention) => ({ ...mention, name: quoted(mention.name, mention.evidence) })),
    numbers: tags.numbers.map((number) => ({ ...number, written: quoted(number.written, number.evidence) })),
  };
}
