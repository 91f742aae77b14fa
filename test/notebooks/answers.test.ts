import { describe, expect, it } from "vitest";
import { MOST_CHARACTERS, toPageAnswer } from "../../notebooks/kit/answers.ts";
import { asWritten, mayImport, packageOf } from "../../notebooks/kit/packages.ts";

describe("answers in a page", () => {
  it("write days and instants as ISO 8601, Beijing time or not, and leave what is no time", () => {
    const columns = ["day", "at", "plain", "text"];
    const types = ["DATE", "TIMESTAMP WITH TIME ZONE", "TIMESTAMP", "VARCHAR"];
    const row = (day: string | null, at: string | null, plain: string) => ({ day, at, plain, text: "2023-01-01" });
    const { rows, schema } = toPageAnswer({
      columns,
      types,
      rows: [
        row("2023-03-14", "2023-03-14 00:30:00+08", "2023-03-14 10:00:00.5"),
        row(null, "2023-03-14 00:30:00.25+05:30", "infinity"),
      ],
      cut: false,
    });
    expect(rows).toEqual([
      row("2023-03-14T00:00:00.000Z", "2023-03-13T16:30:00.000Z", "2023-03-14T10:00:00.500Z"),
      row(null, "2023-03-13T19:00:00.250Z", "infinity"),
    ]);
    expect(schema.map(({ name, type }) => `${name} ${type}`)).toEqual([
      "day date",
      "at date",
      "plain date",
      "text string",
    ]);
  });

  it("end where they would be too long for a page", () => {
    const long = { text: "字".repeat(MOST_CHARACTERS / 3) };
    const { rows, cut } = toPageAnswer({ columns: ["text"], types: ["VARCHAR"], rows: [long, long, long], cut: false });
    expect([rows.length, cut]).toEqual([2, true]);
  });
});

describe("imports of cells", () => {
  it("find installed packages by their name, by npm: and by their address on a CDN", () => {
    expect(packageOf("d3")).toBe("d3");
    expect(packageOf("npm:d3@7")).toBe("d3");
    expect(packageOf("npm:d3-array")).toBe("d3-array");
    expect(packageOf("https://cdn.jsdelivr.net/npm/@observablehq/plot@0.6/+esm")).toBe("@observablehq/plot");
    expect(packageOf("npm:lodash")).toBeNull();
    expect(asWritten("https://cdn.jsdelivr.net/npm/@scope/thing@1.2/+esm")).toBe("npm:@scope/thing");
  });

  it("refuse addresses on the network, and files that are not there", () => {
    const refused = [
      "https://example.com/a.js",
      "jsr:@std/csv",
      "node:fs",
      "undici",
      "./absent.js",
      "//example.com/a.js",
    ];
    expect(refused.filter((specifier) => mayImport(specifier, import.meta.filename))).toEqual([]);
    expect(mayImport("./fixture.ts", import.meta.filename)).toBe(true);
  });
});
