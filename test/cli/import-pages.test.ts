import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { EXIT } from "../../pipeline/errors.ts";
import { FIRST, pageRecord, pageUrl, textOf } from "../pipeline/store/paged.ts";
import { modeltide } from "./program.ts";
import { writeForeignWarc } from "./queue/warcs.ts";

const bodyOf = (number: number): Buffer => {
  const record = pageRecord(number);
  return "body" in record ? record.body : Buffer.alloc(0);
};

describe("pages of one article that are imported", () => {
  const dir = mkdtempSync(join(tmpdir(), "modeltide-import-"));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  const run = (data: string, ...args: string[]) => {
    const result = modeltide([...args, "--data", join(dir, data)]);
    expect(result.status, result.stderr).toBe(EXIT.done);
    return result.stdout;
  };
  const texts = (data: string) =>
    JSON.parse(run(data, "sql", "SELECT url, text FROM store.articles ORDER BY url", "--json"));

  it("are joined from saved pages, and forgotten together", () => {
    for (const number of [2, 3, 1]) {
      const file = join(dir, `${number}.html`);
      writeFileSync(file, bodyOf(number));
      run("saved", "import", file, "--url", pageUrl(number));
    }
    run("saved", "build");
    expect(texts("saved")).toEqual([{ url: FIRST, text: textOf(1, 2, 3) }]);
    run("saved", "archive", "forget", FIRST);
    run("saved", "build", "--allow-empty");
    expect(texts("saved")).toEqual([]);
  });

  it("are joined from a web archive of others", () => {
    const file = join(dir, "others.warc.gz");
    writeForeignWarc(
      file,
      [3, 1, 2].map((number) => ({ url: pageUrl(number), body: bodyOf(number) })),
    );
    run("warc", "import", file, "--all");
    run("warc", "build");
    expect(texts("warc")).toEqual([{ url: FIRST, text: textOf(1, 2, 3) }]);
  });
});
