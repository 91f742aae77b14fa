import { afterEach, beforeEach, expect, it } from "vitest";
import { type Database, manyRows, openDatabase, rows } from "../../../pipeline/store/database.ts";

let database: Database;
beforeEach(async () => {
  database = await openDatabase(":memory:", "write");
});
afterEach(() => database.close());

const TEXTS = ["模型", '"引号" \\ \n\t', "\u0000", "\u2028🙂", "", null];

it("many rows are those that cells give one by one, in the order asked for", async () => {
  const { connection } = database;
  await connection.run("CREATE TABLE t (place INTEGER, text TEXT, share DOUBLE)");
  for (const [at, text] of TEXTS.entries())
    await connection.run("INSERT INTO t VALUES ($1, $2, $3)", [-at, text, at / 3]);
  const query = "SELECT place, text, share FROM t WHERE place <= $1";
  expect(await manyRows(connection, query, "place", [0])).toEqual(
    await rows(connection, `${query} ORDER BY place`, [0]),
  );
  expect(await manyRows(connection, query, "place", [-99])).toEqual([]);
});
