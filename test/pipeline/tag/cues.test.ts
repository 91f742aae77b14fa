import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../../pipeline/root.ts";
import { foldText } from "../../../pipeline/stages/segment/fold.ts";
import { CueMatcher, loadCues } from "../../../pipeline/stages/tag/cues.ts";
import { AskError } from "../../../pipeline/types.ts";

const find = (groups: Record<string, string[]>, text: string) =>
  new CueMatcher(new Map(Object.entries(groups))).find(foldText(text)).map((hit) => text.slice(hit.start, hit.end));

describe("cue matcher", () => {
  it("takes the longest cue at a place and keeps overlapping ones", () => {
    expect(find({ a: ["开源", "开源模型", "源模"] }, "新开源模型")).toEqual(["开源模型", "源模"]);
  });

  it("finds Latin cues as whole words only, whatever their case and width", () => {
    expect(find({ a: ["api"] }, "API 与 rapid、ＡＰＩ、apis")).toEqual(["API", "ＡＰＩ"]);
  });

  it("names every group that a cue stands in", () => {
    const matcher = new CueMatcher(
      new Map([
        ["event.update", ["插件"]],
        ["tier.application", ["插件"]],
      ]),
    );
    expect(matcher.find(foldText("插件"))[0]?.groups).toEqual(["event.update", "tier.application"]);
  });

  it("reads no further than its limit", () => {
    const matcher = new CueMatcher(new Map([["a", ["开源"]]]));
    expect(matcher.find(foldText("开源，又开源"), 3)).toHaveLength(1);
  });
});

describe("cue file", () => {
  it("ships in a form that loads, with cues for every industry", async () => {
    const { groups, negation } = await loadCues(join(packageRoot, "data/lexicon/cues.yaml"));
    expect([...groups.keys()].filter((name) => name.startsWith("industries."))).toHaveLength(21);
    expect(negation.length).toBeGreaterThan(5);
  });

  it("is refused with its name and place where a group is no industry", async () => {
    const path = join(await mkdtemp(join(tmpdir(), "cues-")), "cues.yaml");
    await writeFile(path, "event: {}\ntier: {}\nrelevance: {}\nindustries: {gambling: [赌场]}\n");
    const error = await loadCues(path).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(AskError);
    expect((error as AskError).text.en).toContain(path);
    expect((error as AskError).text.en).toContain("gambling");
  });
});
