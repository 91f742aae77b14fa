import { readFileSync } from "node:fs";
import { isDigit } from "./fold.ts";

/** Where a character may stand in its word: it begins it, ends it, stands within it, or is all of it. */
const STATES = 4;
const END = 1;
const ALONE = 3;
const IMPOSSIBLE = -3.14e100;
const DOT = 0x2e;
/** From so many code points on there are no more emissions. */
const BASIC_PLANE = 1 << 16;

/**
 * Parts characters that no word of the dictionary covers, as jieba does: letters and digits by rule, others by the
 * likeliest path through a hidden Markov model of where characters stand in words (Viterbi).
 */
export class UnknownWords {
  readonly #start: Float64Array;
  /** `[state before × 4 + state]` */
  readonly #transition: Float64Array;
  /** `[character × 4 + state]` */
  readonly #emission = new Float64Array(STATES * BASIC_PLANE).fill(IMPOSSIBLE);
  /** `[place × 4 + state]`: how likely the likeliest path there is, and the state before on it. */
  #weight = new Float64Array(STATES * 64);
  #before = new Uint8Array(STATES * 64);
  /** `[place]`: the state on the likeliest path. */
  #path = new Uint8Array(64);

  /** @param path jieba's `hmm_model.utf8`: logarithms of the probabilities of starts, transitions and emissions */
  constructor(path: string) {
    const lines = readFileSync(path, "utf8")
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"));
    const numbers = (line = "") => line.trim().split(" ").map(Number);
    this.#start = Float64Array.from(numbers(lines[0]));
    this.#transition = Float64Array.from(lines.slice(1, 1 + STATES).flatMap((line) => numbers(line)));
    for (let state = 0; state < STATES; state++)
      for (const pair of (lines[1 + STATES + state] ?? "").trim().split(","))
        this.#emission[STATES * pair.charCodeAt(0) + state] = Number(pair.slice(2));
  }

  /** Adds to `ends` where the words among the characters (code points) from one place up to another end. */
  cut(characters: Int32Array, from: number, to: number, ends: number[]): void {
    let left = from;
    let at = from;
    while (at < to) {
      if ((characters[at] as number) >= 0x80) {
        at++;
        continue;
      }
      this.#cutByModel(characters, left, at, ends);
      at = endOfPlain(characters, at, to);
      ends.push(at);
      left = at;
    }
    this.#cutByModel(characters, left, to, ends);
  }

  #cutByModel(characters: Int32Array, from: number, to: number, ends: number[]): void {
    const size = to - from;
    if (size === 0) return;
    if (size > this.#path.length) this.#widen(2 * size);
    const path = this.#path;
    if (size > 1) this.#findPath(characters, from, size);
    else path[0] = ALONE;
    for (let at = 0; at < size; at++) if (path[at] === END || path[at] === ALONE) ends.push(from + at + 1);
  }

  #findPath(characters: Int32Array, from: number, size: number): void {
    const [weight, before, path, transition] = [this.#weight, this.#before, this.#path, this.#transition];
    for (let state = 0; state < STATES; state++)
      weight[state] = (this.#start[state] as number) + this.#emissionOf(characters[from] as number, state);
    for (let at = 1; at < size; at++) {
      const here = STATES * at;
      for (let state = 0; state < STATES; state++) {
        const emission = this.#emissionOf(characters[from + at] as number, state);
        // A word begins or is a character alone after one that ended; it goes on or ends after one that goes on.
        const one = state === 0 || state === ALONE ? END : 0;
        let best = IMPOSSIBLE;
        before[here + state] = END;
        for (let last = one; last < STATES; last += 2) {
          const reached =
            (weight[here - STATES + last] as number) + (transition[STATES * last + state] as number) + emission;
          if (reached <= best) continue;
          best = reached;
          before[here + state] = last;
        }
        weight[here + state] = best;
      }
    }
    const end = STATES * (size - 1);
    let state = (weight[end + END] as number) >= (weight[end + ALONE] as number) ? END : ALONE;
    for (let at = size - 1; at >= 0; at--) {
      path[at] = state;
      state = before[STATES * at + state] as number;
    }
  }

  #emissionOf(character: number, state: number): number {
    return character < BASIC_PLANE ? (this.#emission[STATES * character + state] as number) : IMPOSSIBLE;
  }

  #widen(size: number): void {
    this.#weight = new Float64Array(STATES * size);
    this.#before = new Uint8Array(STATES * size);
    this.#path = new Uint8Array(size);
  }
}

/** Where what begins with a character of ASCII ends: a Latin word, a number, or the character itself. */
function endOfPlain(characters: Int32Array, from: number, to: number): number {
  const first = characters[from] as number;
  let at = from + 1;
  if (isLatin(first)) while (at < to && (isLatin(characters[at] ?? 0) || isDigit(characters[at] ?? 0))) at++;
  else if (isDigit(first)) while (at < to && (isDigit(characters[at] ?? 0) || characters[at] === DOT)) at++;
  return at;
}

function isLatin(character: number): boolean {
  return (character >= 0x41 && character <= 0x5a) || (character >= 0x61 && character <= 0x7a);
}
