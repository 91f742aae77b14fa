import { expect, it } from "vitest";
import { insertAt } from "../../pipeline/insert.ts";

it("puts one into a list at a place and keeps the first few", () => {
  const list: string[] = [];
  insertAt(list, 0, "b", 3);
  insertAt(list, 0, "a", 3);
  insertAt(list, 2, "d", 3);
  expect(list).toEqual(["a", "b", "d"]);
  insertAt(list, 2, "c", 3);
  expect(list).toEqual(["a", "b", "c"]);
  insertAt(list, 0, "_", 3);
  expect(list).toEqual(["_", "a", "b"]);
});
