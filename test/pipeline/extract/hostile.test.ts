import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blocksOf } from "../../../pipeline/stages/extract/blocks.ts";
import { parsePage } from "../../../pipeline/stages/extract/dom.ts";
import { readLiteral } from "../../../pipeline/stages/extract/literal.ts";
import { extractor, FETCHED_AT } from "./extractor.ts";

const casesDir = join(import.meta.dirname, "cases");
const pages = readdirSync(casesDir).map((name) => readFileSync(join(casesDir, name, "page.html")));
const page = fc.constantFrom(...pages);
const junk = fc.oneof(
  fc.string(),
  fc.constantFrom(
    "<div",
    "</div>",
    "<p>",
    '"',
    "<!--",
    "<script>",
    "</script>",
    "&#x110000;",
    "\u0000",
    "\uD800",
    "<table><tr>",
    "{{",
    "]]>",
  ),
);

/** A page with pieces cut out, doubled, moved or replaced by junk. */
const mutated = fc
  .tuple(
    page,
    fc.array(fc.tuple(fc.nat(), fc.nat(2000), fc.constantFrom("cut", "double", "junk"), junk), { maxLength: 8 }),
  )
  .map(([html, edits]) => {
    let text = html.toString("utf8");
    for (const [position, length, edit, piece] of edits) {
      const at = position % (text.length + 1);
      const part = text.slice(at, at + length);
      const middle = edit === "cut" ? "" : edit === "double" ? part + part : piece;
      text = text.slice(0, at) + middle + text.slice(at + part.length);
    }
    return text;
  });

/** What is true of every answer, whatever the page. */
function expectSound(result: ReturnType<typeof extractor.page>): void {
  if ("dropped" in result) {
    expect(["empty", "challenge", "no-article", "garbled"]).toContain(result.dropped);
    return;
  }
  expect(result.text.isWellFormed()).toBe(true);
  expect(result.text).not.toBe("");
  if (result.published !== null)
    expect(Date.parse(result.published)).toBeLessThanOrEqual(Date.parse(FETCHED_AT) + 86_400_000);
}

describe("hostile pages", () => {
  it("mutated in any way give an article or a reason", () => {
    fc.assert(
      fc.property(mutated, (html) => expectSound(extractor.page({ html, fetchedAt: FETCHED_AT }))),
      { numRuns: 150 },
    );
  });

  it("cut off at any byte give an article or a reason", () => {
    fc.assert(
      fc.property(page, fc.nat(), (html, at) =>
        expectSound(extractor.page({ html: html.subarray(0, at % html.length), fetchedAt: FETCHED_AT })),
      ),
      { numRuns: 150 },
    );
  });

  it("of random bytes give an article or a reason", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), (bytes) =>
        expectSound(extractor.page({ html: Buffer.from(bytes), fetchedAt: FETCHED_AT })),
      ),
    );
  });

  it("are visited once a node: work grows with the page, not faster", () => {
    fc.assert(
      fc.property(mutated, (html) => {
        const tree = parsePage(html);
        let visits = 0;
        const blocks = blocksOf(tree.roots, () => {
          visits++;
          return false;
        });
        expect(visits).toBeLessThanOrEqual(tree.elements.length);
        expect(blocks.length).toBeLessThanOrEqual(tree.nodes + html.split("\n").length);
        expect(tree.nodes).toBeLessThanOrEqual(html.length + 1);
      }),
    );
  });

  it("nested without end are flattened, their text kept", () => {
    const html = `${"<div>".repeat(50_000)}<p>云帆智能周五发布了面向制造业的大模型，可以读懂设备日志，也可以写操作说明。</p>`;
    expect(extractor.page({ html, fetchedAt: FETCHED_AT })).toMatchObject({
      text: expect.stringContaining("云帆智能"),
    });
  });

  it("of a million elements are read up to a bound", () => {
    expect(parsePage("<p>字</p>".repeat(300_000)).nodes).toBeLessThanOrEqual(200_000);
  });

  it("with scripts that never close their brackets are read once", () => {
    const script = `<script>${"var a = {中:[".repeat(20_000)}</script>`;
    const html = `${script}<h1>云帆发布新模型</h1><p>云帆智能周五发布了面向制造业的大模型，可以读懂设备日志，也可以写操作说明。</p>`;
    expect(extractor.page({ html, fetchedAt: FETCHED_AT })).toMatchObject({ title: "云帆发布新模型" });
  });
});

describe("literals in scripts", () => {
  it("are read as JSON where they are JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5, noUnicodeString: false }), (value) => {
        const json = JSON.stringify({ value });
        fc.pre(!json.includes("__proto__"));
        expect(JSON.stringify(readLiteral(json, 0))).toBe(JSON.stringify(JSON.parse(json)));
      }),
    );
  });

  it("never throw, whatever they are", () => {
    fc.assert(fc.property(fc.string(), (text) => void readLiteral(`{a:${text}`, 0)));
  });

  it("with calls behind values, bare keys and single quotes are read as far as they go", () => {
    const script = `x = { title: '"云帆"'.slice(1, -1), n: 12, list: [ 'a', "b", ], f: function () { return { a: 1 }; }, last: true };`;
    expect(readLiteral(script, 4)).toMatchObject({ title: '"云帆"', n: 12, list: ["a", "b"], last: true });
  });
});
