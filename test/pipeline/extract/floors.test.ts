import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../../pipeline/root.ts";
import { extractor } from "./extractor.ts";

interface Gold {
  path: string;
  file: string;
}

const shared = join(packageRoot, "..", "shared");
const pages = join(shared, "pages");

describe.skipIf(!existsSync(pages))("real pages beside the checkout", () => {
  it("are extracted at least as well as the floors ask", async () => {
    const { score, aggregate } = await import(pathToFileURL(join(shared, "tools", "score_extraction.mjs")).href);
    const lines = readFileSync(join(pages, "gold.jsonl"), "utf8").trim().split("\n");
    const gold = lines.map((line) => JSON.parse(line) as Gold);
    const found = gold.map(({ path, file }) => ({
      path,
      ...extractor.page({ html: readFileSync(join(pages, file)), fetchedAt: "2025-11-25T00:00:00Z" }),
    }));
    const bodyOf = ({ path }: Gold) => readFileSync(join(pages, "bodies", `${path.replaceAll("/", "_")}.txt`), "utf8");
    const all = aggregate(score(gold, found, bodyOf));
    expect(all.f1).toBeGreaterThanOrEqual(0.99);
    expect(all.bf).toBeGreaterThanOrEqual(0.99);
    expect(all.tNo).toBe(1);
    expect(all.mAny).toBe(29);
    expect(all.dDay).toBe(36);
    expect(all.sOK).toBeGreaterThanOrEqual(31);
    expect(all.sFP).toBe(0);
  });
});
