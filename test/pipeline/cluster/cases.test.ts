import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type PairSide, relatePair } from "../../../pipeline/stages/cluster/pairs.ts";
import { model } from "./fixture.ts";

/** Two items, and the relations that they must not have, or one of which they must have. */
interface Case {
  a: PairSide;
  b: PairSide;
  never?: string[];
  only?: string[];
}

const dir = join(import.meta.dirname, "cases");

describe("pairs that look alike", () => {
  it.each(readdirSync(dir))("%s", (name) => {
    const { a, b, never = [], only } = JSON.parse(readFileSync(join(dir, name, "pair.json"), "utf8")) as Case;
    for (const relation of [relatePair(a, b, model), relatePair(b, a, model)]) {
      expect(never).not.toContain(relation);
      if (only) expect(only).toContain(relation);
    }
  });
});
