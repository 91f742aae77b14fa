import { FAR } from "./subject-candidates.ts";
import type { Measures } from "./subject-measures.ts";
import { PLACED_ROLES, type Place, type PlaceWords, WORD_IS } from "./subject-place.ts";

const STOP = /^[,，。;；:：!！?？|｜丨/]/;

const OWN = [
  ...["releaseAfter", "releaseBefore", "actAfter", "headAfter", "headBefore", "joinAfter", "joinBefore"],
  ...["deAfter", "colonAfter", "stopBefore", "stopAfter"],
  ...PLACED_ROLES.flatMap((role) => [`${role}Before`, `${role}After`]),
];
/** Names of the measures of the first place, and of the second. */
const NAMES = { "": OWN, "second:": OWN.map((name) => `second:${name}`) } as const;

/** Puts how far off the words are that say something, before and after one place of a name. */
export function putSurroundings(m: Measures, which: keyof typeof NAMES, place: Place | null, words: PlaceWords): void {
  const names = NAMES[which];
  const left = place?.left ?? [];
  const right = place?.right ?? [];
  const before = meaningsOf(left, words);
  const after = meaningsOf(right, words);
  let at = 0;
  const put = (value: number | boolean) => m.put(names[at++] ?? "", value);
  put(near(after, WORD_IS.release));
  put(near(before, WORD_IS.release));
  put(near(after, WORD_IS.acts));
  put(near(after, WORD_IS.heads));
  put(near(before, WORD_IS.heads));
  put(near(after, WORD_IS.joins));
  put(near(before, WORD_IS.joins));
  put(right[0] === "的");
  put(right[0] === "：" || right[0] === ":");
  put(left.length === 0 ? 1 : 2 * Number(STOP.test(left[0] ?? "")));
  put(right.length === 0 ? 1 : 2 * Number(STOP.test(right[0] ?? "")));
  for (let role = 0; role < PLACED_ROLES.length; role++) {
    put(near(before, WORD_IS.before << role));
    put(near(after, WORD_IS.after << role));
  }
}

/** What the words on one side of a name are, as bits of `WORD_IS`: each, and together. */
interface Meanings {
  each: number[];
  any: number;
}

function meaningsOf(side: readonly string[], { is }: PlaceWords): Meanings {
  const meanings: Meanings = { each: [], any: 0 };
  for (const word of side) {
    const bits = is.get(word) ?? 0;
    meanings.each.push(bits);
    meanings.any |= bits;
  }
  return meanings;
}

/** How far off the nearest word is that is what the bit stands for. */
function near({ each, any }: Meanings, bit: number): number {
  if ((any & bit) === 0) return FAR;
  return each.findIndex((bits) => (bits & bit) !== 0);
}
