import { jsonApi } from "../discover/index.ts";
import { defineSource } from "../source.ts";

const owners =
  "Qwen deepseek-ai ZhipuAI moonshotai MiniMax Shanghai_AI_Laboratory OpenBMB stepfun-ai XiaomiMiMo inclusionAI PaddlePaddle bytedance-community".split(
    " ",
  );

/** Where the interface overlooks the organisation it is asked for, the address pattern leaves out the others. */
const models = (owner: string) =>
  jsonApi({
    url: "https://www.modelscope.cn/api/v1/dolphin/models",
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: `{"PageSize":30,"PageNumber":{page},"SortBy":"GmtModified","Target":"","SingleCriterion":[],"Criterion":[{"category":"organizations","predicate":"contains","values":["${owner}"]}]}`,
    items: "Data.Model.Models",
    link: "https://www.modelscope.cn/models/{Path}/{Name}",
    title: "ChineseName|Name",
    time: "CreatedTime",
    author: "Path",
    detail: {
      url: "https://www.modelscope.cn/api/v1/models/{Path}/{Name}",
      time: "Data.CreatedTime",
      markdown: "Data.ReadMeContent",
    },
  });

export const source = defineSource({
  id: "modelscope",
  name: { zh: "魔搭", en: "ModelScope" },
  home: "https://www.modelscope.cn/",
  kind: "releases",
  hosts: ["www.modelscope.cn", "modelscope.cn"],
  listings: [owners.map(models)],
  article: new RegExp(
    String.raw`^https?://(?:www\.)?modelscope\.cn/models/(?:${owners.join("|")})/[\w.-]+(?:/summary)?$`,
  ),
  canonical: {
    hosts: { "modelscope.cn": "www.modelscope.cn" },
    rewrite: [[/\/summary$/, ""]],
  },
});
