import { jsonApi } from "../discover/index.ts";
import { defineSource } from "../source.ts";

const owners =
  "Qwen deepseek-ai zai-org moonshotai MiniMaxAI internlm openbmb tencent baidu stepfun-ai XiaomiMiMo ByteDance-Seed inclusionAI Skywork baichuan-inc BAAI";

/** Newest models of an organisation. They may have been made in private some time before they are seen. */
const models = (owner: string) =>
  jsonApi({
    url: `https://huggingface.co/api/models?author=${owner}&sort=createdAt&direction=-1&limit=50`,
    items: "",
    link: "https://huggingface.co/{id}",
    title: "id",
    time: "createdAt",
    author: "author",
  });

export const source = defineSource({
  id: "huggingface",
  name: { zh: "Hugging Face", en: "Hugging Face" },
  home: "https://huggingface.co/",
  kind: "releases",
  hosts: ["huggingface.co"],
  listings: [owners.split(" ").map(models)],
  article: /^https:\/\/huggingface\.co\/(?!(?:blog|papers|datasets|spaces|docs|api)\/)[\w.-]+\/[\w.-]+$/,
  extract: [{ from: "2024-01-01", body: ".model-card-content .prose, .model-card-content" }],
});
