import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toCsv } from "../../../analysis/report/client/downloads.ts";
import { address, readState } from "../../../analysis/report/client/state.ts";
import { excerptOf, markTitle, type Piece, type SeenLabel } from "../../../analysis/report/excerpt.ts";
import { renderPage } from "../../../analysis/report/page.ts";
import type { ReportData } from "../../../analysis/report/report-data.ts";
import { decodeTable, encodeTable } from "../../../analysis/report/table-code.ts";
import { HOSTILE } from "./market.ts";

describe("tables in the page", () => {
  it("come out as they went in, repeated values or not", () => {
    const cell = fc.oneof(
      fc.constantFrom("甲", "乙", null, 1, true),
      fc.string(),
      fc.integer(),
      fc.array(fc.constantFrom("a", "b")),
    );
    fc.assert(
      fc.property(fc.array(fc.record({ a: cell, b: cell })), (rows) => {
        expect(decodeTable(JSON.parse(JSON.stringify(encodeTable(rows))))).toEqual(rows.map((row) => ({ ...row })));
      }),
    );
  });

  it("hold a value that repeats once", () => {
    const rows = Array.from({ length: 100 }, (_, at) => ({
      vendor: at % 2 ? "一个很长的厂商名称" : "别家",
    }));
    expect(JSON.stringify(encodeTable(rows)).split("一个很长的厂商名称").length - 1).toBe(1);
  });
});

const label = (field: string, start: number, end: number, where: "title" | "text" = "text"): SeenLabel => ({
  field,
  value: "x",
  confidence: 1,
  evidence: [{ field: where, start, end, rule: "r" }],
});
const marked = (pieces: Piece[]) => pieces.filter((piece) => piece.label).map(({ text, label: of }) => `${of}:${text}`);
const whole = (pieces: Piece[]) => pieces.map(({ text }) => text).join("");

describe("an excerpt", () => {
  it("marks the evidence by code points, past characters outside the basic plane", () => {
    expect(
      marked(markTitle("😀甲云发布云图", [label("vendor", 1, 3, "title"), label("event", 3, 5, "title")])),
    ).toEqual(["vendor:甲云", "event:发布"]);
  });

  it("is the sentence with the evidence and not the whole text", () => {
    const text = `${"前文无关。".repeat(50)}甲云今天发布云图。${"后文无关。".repeat(50)}`;
    const start = text.indexOf("云图");
    const pieces = excerptOf(text, [label("model", start, start + 2)]);
    expect(whole(pieces)).toBe("…甲云今天发布云图。…");
    expect(marked(pieces)).toEqual(["model:云图"]);
  });

  it("keeps within a few hundred characters however much evidence there is", () => {
    const text = "甲云发布云图,".repeat(2000);
    const labels = Array.from({ length: 1000 }, (_, at) => label("model", at * 7 + 4, at * 7 + 6));
    expect([...whole(excerptOf(text, labels))].length).toBeLessThan(800);
  });

  it("lets the first of overlapping spans keep its characters and ignores spans outside the text", () => {
    const pieces = markTitle("甲云图大模型", [
      label("vendor", 0, 2, "title"),
      label("model", 1, 4, "title"),
      label("tier", 90, 99, "title"),
    ]);
    expect(whole(pieces)).toBe("甲云图大模型");
    expect(marked(pieces)).toEqual(["vendor:甲云"]);
  });
});

describe("the page", () => {
  const data = {
    lang: "zh",
    today: "2026-07-15",
    week: null,
    newestWeek: null,
    snapshot: { id: "b", items: 0, sources: 0, unlabelled_share: null, first_day: null, last_day: null },
    tables: { t: encodeTable(HOSTILE.map((title) => ({ title }))) },
  } as ReportData;
  const page = renderPage(data, 'console.log("</script>", "</SCRIPT>", "<!-- <script>")', "body{color:red}");

  it("allows exactly its own script and style by their hashes, and nothing else", () => {
    const policy = /content="(default-src[^"]+)"/.exec(page)?.[1] ?? "";
    const sha = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    const script = /<script>([\s\S]*?)<\/script>/.exec(page)?.[1] ?? "";
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? "";
    expect(policy.split("; ")).toEqual([
      "default-src 'none'",
      `script-src ${sha(script)}`,
      `style-src ${sha(style)}`,
      "img-src data:",
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  it("has a script that nothing in its own text ends early or keeps open", () => {
    expect(page.match(/<\/script>/gi)).toHaveLength(2);
    expect(page).not.toContain("<!--");
  });

  it("holds crawled text in a way that can neither end its element nor break a line", () => {
    const inline = /id="data">([\s\S]*?)<\/script>/.exec(page)?.[1] ?? "";
    expect(inline).not.toMatch(/[<>\u2028\u2029]/);
    expect(decodeTable((JSON.parse(inline) as ReportData).tables.t as never).map(({ title }) => title)).toEqual(
      HOSTILE,
    );
  });
});

describe("the address", () => {
  const defaults = { lang: "zh", week: "2026-W28" } as const;

  it("holds the whole state and gives it back", () => {
    const state = readState("#/launches?q=%E4%BA%91%20%26&tier=industry&week=2026-W20&lang=en&theme=dark", defaults);
    expect(state).toEqual({
      page: "launches",
      lang: "en",
      week: "2026-W20",
      theme: "dark",
      own: { q: "云 &", tier: "industry" },
    });
    expect(readState(address(state, defaults), defaults)).toEqual(state);
  });

  it("leaves out what is as by default, and falls back where it is nonsense", () => {
    expect(address(readState("#/launches", defaults), defaults)).toBe("#/launches");
    expect(readState("#/nowhere?lang=xx&week=last&theme=pink", defaults)).toMatchObject({
      page: "overview",
      ...defaults,
      theme: null,
    });
  });
});

describe("a CSV file from the page", () => {
  it("runs no formula in a spreadsheet and keeps commas, quotes and line ends inside cells", () => {
    const csv = toCsv([
      { a: '=HYPERLINK("x")', b: "+1", c: -1, d: 'sagt "ja", \n nein', e: ["x", "y"], f: null, g: " @sum" },
    ]);
    expect(csv).toBe('\uFEFFa,b,c,d,e,f,g\r\n"\'=HYPERLINK(""x"")",\'+1,-1,"sagt ""ja"", \n nein",x;y,,\' @sum\r\n');
  });
});
