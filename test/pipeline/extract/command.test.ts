import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { afterAll, describe, expect, it } from "vitest";
import { register } from "../../../cli/commands/extract.ts";
import type { CliContext } from "../../../cli/context.ts";

const dir = mkdtempSync(join(tmpdir(), "extract-"));
afterAll(() => rmSync(dir, { recursive: true }));

const good = join(dir, "good.html");
const empty = join(dir, "empty.html");
writeFileSync(
  good,
  `<h1>云帆发布模型</h1><p>2023-06-16 11:05 来源：潮报</p><p>云帆智能周五发布了面向制造业的大模型，可以读懂设备日志，也可以写操作说明。</p><p>编辑：小刘</p>`,
);
writeFileSync(empty, "");

async function run(...argv: string[]) {
  const seen = { out: "", err: "", code: 0 };
  const context = {
    out: (text: string) => {
      seen.out += text;
    },
    err: (text: string) => {
      seen.err += text;
    },
    now: () => new Date("2023-06-19T12:00:00Z"),
    exitWith: (code: number) => {
      seen.code = code;
    },
    text: (message: { en: string }) => message.en,
  } as unknown as CliContext;
  const program = new Command().exitOverride();
  register(program, context);
  await program.parseAsync(["extract", ...argv], { from: "user" });
  return seen;
}

describe("modeltide extract", () => {
  it("prints one line of JSON a file", async () => {
    const { out, code } = await run(good, "--json");
    expect(JSON.parse(out)).toMatchObject({
      path: good,
      title: "云帆发布模型",
      source: "潮报",
      published: "2023-06-16T11:05:00+08:00",
    });
    expect(code).toBe(0);
  });

  it("names the files that it cannot read and goes on with the others", async () => {
    const { out, err, code } = await run(empty, join(dir, "missing.html"), good, "--json");
    expect(err).toContain(`${empty}: the file is empty`);
    expect(err).toContain("missing.html: cannot be read");
    expect(JSON.parse(out)).toMatchObject({ path: good });
    expect(code).toBe(3);
  });

  it("explains which rule was used, where the date stood, and what was removed", async () => {
    const { out } = await run(good, "--explain");
    expect(out).toContain("body found by: generic");
    expect(out).toContain("date found in: element");
    expect(out).toContain("removed: [editor] 编辑：小刘");
  });

  it("refuses a fetch time that is none", async () => {
    await expect(run(good, "--fetched-at", "yesterday")).rejects.toThrow(/--fetched-at yesterday/);
  });
});
