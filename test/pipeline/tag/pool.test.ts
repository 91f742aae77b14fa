import { join } from "node:path";
import { expect, it } from "vitest";
import { packageRoot } from "../../../pipeline/root.ts";
import { loadTagger } from "../../../pipeline/stages/tag/index.ts";
import { createTaggerPool } from "../../../pipeline/stages/tag/pool.ts";

const dirs = { lexiconDir: join(packageRoot, "data/lexicon"), modelDir: join(packageRoot, "data/model") };

it("labels in threads as one tagger does, in the order of the items", async () => {
  const titles = ["百度发布新模型", "某银行上线智能客服", "今日大雨", "OpenAI 推出语音模型"];
  const inputs = Array.from({ length: 100 }, (_, i) => ({
    id: String(i),
    title: `${titles[i % titles.length]} ${i}`,
    text: "",
    published: null,
    source: null,
  }));
  const pool = await createTaggerPool({ ...dirs, threads: 2 });
  try {
    const tagger = await loadTagger(dirs);
    expect(pool.version).toBe(tagger.version);
    expect(await pool.tagMany(inputs)).toEqual(inputs.map((input) => tagger.tag(input)));
  } finally {
    await pool.close();
  }
});

it("says before it starts what is missing", async () => {
  await expect(createTaggerPool({ ...dirs, modelDir: "/nowhere", threads: 1 })).rejects.toThrow("/nowhere");
});
