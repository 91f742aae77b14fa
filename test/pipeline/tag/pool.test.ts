import { join } from "node:path";
import { expect, it } from "vitest";
import { packageRoot } from "../../../pipeline/root.ts";
import { loadTagger } from "../../../pipeline/stages/tag/index.ts";
import { createTaggerPool } from "../../../pipeline/stages/tag/pool.ts";

const dirs = { lexiconDir: join(packageRoot, "data/lexicon"), modelDir: join(packageRoot, "data/model") };

it("labels in threads as one tagger does, in the order of the items", async () => {
  const titles = ["百度发布新模型", "某银行上线智能客服", "今日大雨", "OpenAI 推出语音模型"];
  const texts = [
    "",
    "今日大雨 2",
    "DeepSeek-V3 开源\0权重\ud800，参数 671B。👍通义千问",
    "深度求索发布推理模型。".repeat(200),
  ];
  const inputs = Array.from({ length: 100 }, (_, i) => ({
    id: String(i),
    title: `${titles[i % titles.length]} ${i}`,
    text: texts[i % texts.length] ?? "",
    published: null,
    source: null,
  }));
  const pool = createTaggerPool({ ...dirs, threads: 2 });
  try {
    const tagger = await loadTagger(dirs);
    expect(await pool.tagMany(inputs)).toEqual(inputs.map((input) => tagger.tag(input)));
  } finally {
    await pool.close();
  }
});

it("says what is missing with the first text", async () => {
  const pool = createTaggerPool({ ...dirs, modelDir: "/nowhere", threads: 1 });
  try {
    const text = { id: "1", title: "百度发布新模型", text: "", published: null, source: null };
    await expect(pool.tagMany([text])).rejects.toThrow("/nowhere");
  } finally {
    await pool.close();
  }
});
