import { beforeAll, describe, expect, it } from "vitest";
import { shipped } from "../../../cli/paths.ts";
import { loadLexicon } from "../../../pipeline/lexicon.ts";
import { createTermCounter, type TermCounts } from "../../../pipeline/stages/search/terms.ts";
import { NameIndex } from "../../../pipeline/stages/segment/names.ts";

describe("terms of the search index", () => {
  let count: (text: string) => TermCounts;
  beforeAll(async () => {
    count = createTermCounter(new NameIndex(await loadLexicon(shipped.lexicon)));
  });
  const pair = (two: string) => (two.charCodeAt(0) - 0x3400) * 0x6c00 + two.charCodeAt(1) - 0x3400;

  it("are pairs of neighbouring Chinese characters, which no punctuation divides", () => {
    const { han, length } = count("模型,模型好");
    expect(han).toEqual(
      new Map([
        [pair("模型"), 2],
        [pair("型好"), 1],
      ]),
    );
    expect(length).toBe(3);
  });

  it("are single characters only where they stand alone", () => {
    expect(count("「云」").han).toEqual(new Map([[800_000_000 + "云".charCodeAt(0), 1]]));
  });

  it("are Latin words and numbers in lower case and half width, with points inside numbers", () => {
    expect([...count("Ｆｏｏ Bar 3.5-turbo. end.").words.keys()]).toEqual(["foo", "bar", "3.5", "turbo", "end"]);
  });

  it("are names as a whole beside their parts", () => {
    expect([...count("对比 GPT-4o 与通义千问").words.keys()].sort()).toEqual(["4o", "gpt", "gpt4o", "通义千问"]);
  });

  it("leave out runs of letters that are no words", () => {
    expect(count("x".repeat(5000)).words.size).toBe(0);
  });
});
