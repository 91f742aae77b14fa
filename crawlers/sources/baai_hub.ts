import { jsonApi } from "../discover/index.ts";
import { defineSource } from "../source.ts";

/** Mostly reprints of what accounts on WeChat wrote; the account stands as the author. */
export const source = defineSource({
  id: "baai_hub",
  name: { zh: "智源社区", en: "BAAI Hub" },
  home: "https://hub.baai.ac.cn/",
  hosts: ["hub.baai.ac.cn", "hub-api.baai.ac.cn"],
  listings: [
    jsonApi({
      url: "https://hub-api.baai.ac.cn/api/v1/story/list?page={page}&sort=new&tag_id=&time_range=",
      method: "POST",
      items: "data",
      link: "https://hub.baai.ac.cn/view/{story_id}",
      title: "story_info.title",
      time: "story_info.created_at",
      author: "story_info.user_name",
    }),
  ],
  article: /^https?:\/\/hub\.baai\.ac\.cn\/view\/\d+$/,
  extract: [{ from: "2022-01-01", title: "h1", body: ".post-content" }],
});
