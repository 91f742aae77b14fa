import { expect, it } from "vitest";
import { insertAt, insertSorted } from "../../pipeline/insert.ts";

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

it("puts one into a sorted list behind its equals, and leaves out what comes after the last", () => {
  const list: { name: string; weight: number }[] = [];
  const put = (name: string, weight: number) =>
    insertSorted(list, { name, weight }, 2, (one, other) => one.weight > other.weight);
  put("a", 1);
  put("b", 3);
  put("c", 3);
  expect(list.map(({ name }) => name)).toEqual(["b", "c"]);
  put("d", 2);
  expect(list.map(({ name }) => name)).toEqual(["b", "c"]);
});
