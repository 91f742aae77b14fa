import { feed, jsonApi } from "../discover/index.ts";
import { defineSource } from "../source.ts";

const owners =
  "QwenLM deepseek-ai zai-org MoonshotAI MiniMax-AI InternLM OpenBMB Tencent-Hunyuan PaddlePaddle stepfun-ai XiaomiMiMo ByteDance-Seed inclusionAI baichuan-inc SkyworkAI";
const released =
  "QwenLM/qwen-code deepseek-ai/DeepSeek-V3 MoonshotAI/kimi-cli InternLM/lmdeploy PaddlePaddle/PaddleNLP";

/** Models come as new repositories with a README, often long before any release. Without a key 60 questions an hour. */
const repositories = (owner: string) =>
  jsonApi({
    url: `https://api.github.com/orgs/${owner}/repos?sort=created&direction=desc&per_page=30&page={page}`,
    items: "",
    link: "html_url",
    title: "full_name",
    time: "created_at",
    author: "owner.login",
  });
const releases = (repository: string) =>
  feed(`https://github.com/${repository}/releases.atom`, { fullText: true, minText: 1 });

export const source = defineSource({
  id: "github_releases",
  name: { zh: "GitHub 新仓库与版本发布", en: "GitHub repositories and releases" },
  home: "https://github.com/",
  kind: "releases",
  hosts: ["github.com", "api.github.com"],
  listings: [[...owners.split(" ").map(repositories), ...released.split(" ").map(releases)]],
  article: /^https:\/\/github\.com\/[\w.-]+\/[\w.-]+(?:\/releases\/tag\/[^/?#]+)?$/,
  extract: [{ from: "2024-01-01", body: "article.markdown-body, div.markdown-body" }],
});
