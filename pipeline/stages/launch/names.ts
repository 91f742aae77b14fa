import type { LexiconModel } from "../../lexicon.ts";

/** A model's name taken apart. `family` and `version` are folded: what two names must share to be one. */
export interface CanonicalModel {
  family: string;
  /** `2.5` of Qwen2.5-72B, `4` of 文心一言 4.0, `7b` of a model that only its size tells apart; null where none is given. */
  version: string | null;
  /** Vendor id, where the lexicon knows it. */
  vendor: string | null;
}
export type CanonicalNames = (name: string, vendor: string | null) => CanonicalModel;

const MAX_NAME = 120;
const SIZE = /(?<![\p{L}\d.])(?:\d+x)?\d+(?:\.\d+)?[bm](?:-a\d+(?:\.\d+)?b)?(?![\p{L}\d])/gu;
const GENERIC = /(?:大语言模型|大模型|基础模型|开源模型|模型|系列|正式版|全系|(?<![a-z])(?:model|models|series))/g;

/**
 * Takes names apart with the help of the lexicon: a family goes by all its aliases, so that a renamed model stays one.
 * A form that the lexicon calls ambiguous stands for its family only where the vendor agrees. Of a name that the
 * lexicon does not know, what stands before the first digit is the family.
 */
export function createCanonicalNames(models: readonly LexiconModel[]): CanonicalNames {
  const forms = new Map<string, LexiconModel[]>();
  for (const model of models) {
    for (const form of new Set([model.name, ...model.aliases, ...model.ambiguous].map(squeezed))) {
      if (form) forms.set(form, [...(forms.get(form) ?? []), model]);
    }
  }
  const ambiguous = new Map(models.map((model) => [model, new Set(model.ambiguous.map(squeezed))]));
  const known = (form: string, vendor: string | null): LexiconModel | null => {
    const fitting = (forms.get(form) ?? []).filter(
      (model) => model.vendor === vendor || (!ambiguous.get(model)?.has(form) && (!vendor || !model.vendor)),
    );
    return fitting.find((model) => model.vendor === vendor) ?? (fitting.length === 1 ? (fitting[0] ?? null) : null);
  };
  return (name, vendor) => {
    const plain = plainName(name);
    const found = heads(plain).flatMap(([form, rest]) => {
      const model = known(form, vendor);
      return model ? [{ model, form, rest }] : [];
    });
    const [longest] = found;
    if (!longest) return { ...split(plain), vendor: null };
    const { model } = longest;
    const shortest = (/\d/.test(longest.form) && found.findLast((head) => head.model === model)) || longest;
    const own = plainName(model.name);
    const base = digitsOf(shortest.form) || digitsOf(own);
    return { family: split(own).family, version: versionOf(`${base}-${shortest.rest}`), vendor: model.vendor };
  };
}

/** The version that stands in a form: `2.5` of qwen2.5coder, `4o` of gpt4o. */
const digitsOf = (form: string): string =>
  /^\d/.test(form) ? "" : (/\d+(?:\.\d+)*(?:[a-z](?![a-z]))?/.exec(form)?.[0] ?? "");

/** Lower case, NFKC, spaces and underscores as hyphens, without words like 大模型 that say nothing. */
function plainName(name: string): string {
  const folded = name.slice(0, MAX_NAME).normalize("NFKC").toLowerCase().replace(GENERIC, " ");
  return folded
    .replace(/[^\p{L}\p{N}.+]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .replace(/(\d)\.0(?![\d.])/g, "$1");
}

const squeezed = (name: string): string => plainName(name).replace(/-/g, "");

/** Every way to cut a name into a head, squeezed, and a rest, the longest head first. A cut falls between words. */
function heads(plain: string): [string, string][] {
  const cuts: [string, string][] = [];
  for (let end = plain.length; end > 0; end--) {
    const [last, next] = [sort(plain[end - 1] ?? ""), sort(plain[end] ?? "")];
    if (last !== "-" && (last === "other" || last !== next)) {
      cuts.push([plain.slice(0, end).replace(/-/g, ""), plain.slice(end)]);
    }
  }
  return cuts;
}

const sort = (char: string): string => {
  if (/\d|\./.test(char)) return "digit";
  if (/[a-z]/.test(char)) return "letter";
  return char === "-" || char === "" ? char : "other";
};

function split(plain: string): { family: string; version: string | null } {
  const at = /-?v?\d/.exec(plain)?.index ?? -1;
  if (at <= 0) return { family: plain.replace(/-/g, "") || plain, version: null };
  return { family: plain.slice(0, at).replace(/-/g, ""), version: versionOf(plain.slice(at)) };
}

/** A size counts as version only where nothing else tells releases apart. Hyphens stay between digits alone. */
function versionOf(rest: string): string | null {
  const sizes = rest.match(SIZE);
  const version = rest
    .replace(SIZE, "-")
    .replace(/(?<!\d)-+|-+(?!\d)/g, "")
    .replace(/-+/g, "-")
    .replace(/^v(?=\d)/, "");
  return version || sizes?.[0] || null;
}
