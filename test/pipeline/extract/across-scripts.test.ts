import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { packageRoot } from "../../../pipeline/root.ts";
import { acrossScripts, loadSimplifier } from "../../../pipeline/stages/extract/index.ts";
import { loadTagger, type Tagger } from "../../../pipeline/stages/tag/index.ts";
import type { Evidence, TagInput, Tags } from "../../../pipeline/types.ts";
import { modeltide } from "../../cli/program.ts";

const TRADITIONAL = {
  id: "t",
  title: "騰訊發佈混元大模型，參數規模超過千億",
  text: "騰訊昨日在深圳發佈混元大語言模型，參數規模超過一千億，將對企業用戶開放介面。\n😀負責人表示，這個模型已經接入騰訊雲，金融與醫療客戶可以私有化部署。",
  published: "2023-09-07",
  source: "潮報",
};
const SIMPLIFIED = {
  ...TRADITIONAL,
  title: "腾讯发布混元大模型，参数规模超过千亿",
  text: "腾讯昨日在深圳发布混元大语言模型，参数规模超过一千亿，将对企业用户开放界面。\n😀负责人表示，这个模型已经接入腾讯云，金融与医疗客户可以私有化部署。",
};

/** Without what quotes the text. */
const labels = ({ mentions, numbers, ...tags }: Tags) => ({
  ...tags,
  mentions: mentions.map(({ name: _, ...mention }) => mention),
  numbers: numbers.map(({ written: _, ...number }) => number),
});
const slice = (input: TagInput, { field = "text", start, end }: Evidence) =>
  [...input[field]].slice(start, end).join("");

describe("an item in traditional characters", () => {
  let tagger: Tagger;
  const seen: TagInput[] = [];
  const tag = acrossScripts(async (inputs) => {
    seen.push(...inputs);
    return inputs.map((input) => tagger.tag(input));
  });
  const one = async (input: TagInput) => (await tag([input]))[0] as Tags;
  beforeAll(async () => {
    tagger = await loadTagger({
      lexiconDir: join(packageRoot, "data", "lexicon"),
      modelDir: join(packageRoot, "data", "model"),
    });
  });

  it("gets the labels of its simplified twin", async () => {
    const [traditional, simplified] = [await one(TRADITIONAL), await one(SIMPLIFIED)];
    expect(simplified.vendors.map(({ id }) => id)).toContain("tencent");
    expect(labels(traditional)).toEqual(labels(simplified));
  });

  it("has its evidence in the text as written, and its words quoted from there", async () => {
    const { mentions, numbers } = await one(TRADITIONAL);
    expect(mentions.map(({ name }) => name)).toContain("騰訊");
    for (const { kind, name, evidence } of mentions)
      if (kind !== "industry") expect(slice(TRADITIONAL, evidence)).toContain(name);
    expect(numbers.length).toBeGreaterThan(0);
    for (const { written, evidence } of numbers) expect(slice(TRADITIONAL, evidence)).toContain(written);
  });

  it("leaves one in simplified characters as it is, not even copied", async () => {
    seen.length = 0;
    await tag([SIMPLIFIED, TRADITIONAL]);
    expect(seen[0]).toBe(SIMPLIFIED);
    expect(seen[1]).not.toBe(TRADITIONAL);
  });

  it("keeps the number of code points whatever it holds", async () => {
    const simplify = await loadSimplifier();
    const pieces = ["滑鼠", "部落格", "這個軟體", "AI", "😀", "𠮷", "\n", "網際網路", "乾", "\ud83d", "計程車", "。"];
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: "binary" })), { maxLength: 30 }),
        (list) => {
          const text = list.join("");
          expect([...simplify(text)].length).toBe([...text].length);
        },
      ),
    );
    expect(simplify("這個部落格用人工智慧")).toHaveLength(10);
  });

  it("is stored as written, with its labels, by a build; tag prints the same", () => {
    const dir = mkdtempSync(join(tmpdir(), "modeltide-"));
    const file = join(dir, "items.jsonl");
    writeFileSync(file, JSON.stringify(TRADITIONAL));
    modeltide(["import", file, "--data", dir]);
    expect(modeltide(["build", "--data", dir]).status).toBe(0);
    const query =
      "SELECT title, (SELECT list(value) FROM store.tags WHERE field = 'vendor') AS vendors FROM store.articles";
    const [row] = JSON.parse(modeltide(["sql", query, "--json", "--data", dir]).stdout);
    expect(row).toEqual({ title: TRADITIONAL.title, vendors: ["tencent"] });
    const printed = JSON.parse(modeltide(["tag", file, "--json"]).stdout) as Tags;
    expect(printed.vendors.map(({ id }) => id)).toEqual(["tencent"]);
    rmSync(dir, { recursive: true });
  });
});
