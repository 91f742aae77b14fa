import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { FreshIds } from "../../../pipeline/store/fresh-ids.ts";

const id = (n: number) => createHash("sha256").update(String(n)).digest("hex").slice(0, 16);

it("knows every id that a table emptied before was given, and hardly any other", () => {
  const fresh = new FreshIds(true);
  for (let n = 0; n < 20_000; n++) fresh.add(id(n));
  const taken = Array.from({ length: 40_000 }, (_, n) => fresh.mayBeStored(id(n)));
  expect(taken.slice(0, 20_000)).not.toContain(false);
  expect(taken.slice(20_000).filter(Boolean).length).toBeLessThan(20);
});

it("takes any id to be there where the table had articles before", () => {
  expect(new FreshIds(false).mayBeStored(id(1))).toBe(true);
});
