import type { LexiconVendor } from "../../lexicon.ts";
import { foldName } from "../segment/fold.ts";
import { familyNames } from "../segment/names.ts";
import type { Candidate } from "./subject-candidates.ts";

/** Most names given of one model. */
const MAX_NAMES = 48;
const SIZE = /[\s-]*\b(?:\d+(?:\.\d+)?[BMKT]|A\d+B)$/i;
const WORD = /[\s-]+[A-Za-z]+(?:\d[\w.]*)?$/;

/** All that an organisation goes by. */
export function vendorNames(row: LexiconVendor): string[] {
  return distinct([row.nameZh, row.nameEn, ...row.aliases, ...row.ambiguous]);
}

/** All that an organisation without a row goes by: as written, with and without what its kind is called. */
export function unlistedVendorNames(name: string): string[] {
  const plain = name.replace(/(?:科技|智能|公司|集团|团队|\s?(?:AI|CEO|CTO|Labs?|Inc\.?|Group|Team))$/i, "").trim();
  const more = /^[\x20-\x7e]+$/.test(plain) ? [`${plain} AI`] : [];
  return distinct(foldName(plain).length > 1 ? [name, plain, ...more] : [name]);
}

/** Names by their folded forms, the first spelling of each, in order. */
type Names = ReadonlyMap<string, string>;

/** What a model goes by, from the surest to the loosest. */
export interface ModelNames {
  /** As written, and by each name of its family. */
  own: Names;
  /** With and without its maker's name before it and what its kind is called after it. */
  equal: Names;
  /** Without what its kind is called at its end, and without sizes and variants as long as a version is left. */
  loose: Names;
}

export function namesOfModel(model: Candidate): ModelNames {
  const written = [model.name];
  for (const hit of model.hits) if (!written.includes(hit.written)) written.push(hit.written);
  const row = model.modelRow;
  const families = row && !model.sibling && model.hits[0]?.rule.startsWith("lexicon") ? familyNames(row) : [];
  const versioned = model.version === null ? families : families.map((family) => joined(family, model.version ?? ""));
  const ownNames = byFolded([...written, ...versioned]);
  const own = [...ownNames.values()];
  const owner = model.vendorRow;
  const makers = distinct([owner?.nameZh ?? "", owner?.nameEn ?? "", ...model.prefixes]);
  const prefixed = makers.flatMap((maker) => own.map((name) => joined(maker, name)));
  const bare = makers.flatMap((maker) => own.flatMap((name) => withoutPrefix(name, maker)));
  const suffixed = own.flatMap((name) => [`${name}大模型`, `${name}模型`, `${name} AI`, `${name} App`, `${name}系列`]);
  const further = [...model.otherNames, ...own.flatMap(withoutKindBefore), ...bare, ...prefixed, ...suffixed];
  const loose = byFolded([...own.flatMap(withoutSuffix), ...own.flatMap(shortened)]);
  return { own: ownNames, equal: byFolded(further), loose };
}

/** All that a model goes by, but for what others have as their own names. */
export function modelNames({ own, equal, loose }: ModelNames, others: ReadonlySet<string> = NONE): string[] {
  const names = new Map(own);
  for (const further of [loose, equal])
    for (const [folded, name] of further) if (!others.has(folded) && !names.has(folded)) names.set(folded, name);
  return [...names.values()].slice(0, MAX_NAMES);
}

const NONE: ReadonlySet<string> = new Set();

/** `Qwen2.5-72B-Instruct` → `Qwen2.5-72B`, `Qwen2.5`: parts without the digits of a version may go. */
function shortened(name: string): string[] {
  const shorter: string[] = [];
  let rest = name;
  for (let steps = 0; steps < 4; steps++) {
    const cut = rest.replace(SIZE, "") === rest ? rest.replace(WORD, "") : rest.replace(SIZE, "");
    if (cut === rest || !/\d/.test(cut)) break;
    shorter.push(cut);
    rest = cut;
  }
  return shorter;
}

function withoutSuffix(name: string): string[] {
  const plain = name
    .replace(
      /(?:大语言模型|认知大模型|大模型|模型|系列|平台|系统|机器人|插件|搜索|版本|[\s-]?(?:App|AI|Agent|助手|智能体))$/i,
      "",
    )
    .trim();
  return plain !== name && foldName(plain).length > 1 ? [plain] : [];
}

/** `Agent MiroThinker-H1` → `MiroThinker-H1`. */
function withoutKindBefore(name: string): string[] {
  const plain = name.replace(/^(?:AI\s)?(?:Agent|AI)\s(?=[\x20-\x7e]+$)/i, "");
  return plain !== name && foldName(plain).length > 1 ? [plain] : [];
}

function withoutPrefix(name: string, maker: string): string[] {
  const rest = name.toLowerCase().startsWith(maker.toLowerCase()) ? name.slice(maker.length).trim() : "";
  return foldName(rest).length > 1 ? [rest] : [];
}

/** Latin parts are set apart by a space, Chinese ones are not. */
function joined(left: string, right: string): string {
  const latin = /[A-Za-z0-9]$/.test(left) && /^[A-Za-z]/.test(right);
  return latin ? `${left} ${right}` : `${left}${right}`;
}

function distinct(names: readonly string[]): string[] {
  return [...byFolded(names).values()];
}

function byFolded(names: readonly string[]): Names {
  const kept = new Map<string, string>();
  for (const name of names) {
    const folded = foldName(name);
    if (folded && !kept.has(folded)) kept.set(folded, name);
  }
  return kept;
}
