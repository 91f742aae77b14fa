import { lowerCase } from "../segment/fold.ts";
import type { Candidate } from "./subject-candidates.ts";

const HAN_THEN_LATIN = /[\u3400-\u9fff][a-z0-9]/;
const JOINT = /[\s-]/;

/** Gives models of one item the longer names that end with their own: K2 is called Kimi K2 as well. */
export function addOtherNames(models: readonly Candidate[]): void {
  const lower = models.map(({ name }) => lowerCase(name));
  models.forEach((model, own) => {
    models.forEach(({ name }, at) => {
      if (endsWithName(lower[at] ?? "", lower[own] ?? "")) model.otherNames.push(name);
    });
  });
}

/** Whether the end of a name is another whole name, and not the end of a word; both in lower case. */
function endsWithName(long: string, short: string): boolean {
  const at = long.length - short.length;
  if (at <= 0 || !long.endsWith(short)) return false;
  return JOINT.test(long[at - 1] ?? "") || HAN_THEN_LATIN.test(long.slice(at - 1, at + 1));
}
