import { jsonApi } from "../discover/index.ts";
import { defineSource } from "../source.ts";

export const source = defineSource({
  id: "tencent_tech",
  name: { zh: "腾讯科技", en: "Tencent Tech" },
  home: "https://news.qq.com/ch/tech/",
  hosts: ["news.qq.com", "new.qq.com", "view.inews.qq.com", "xw.qq.com", "i.news.qq.com"],
  listings: [
    jsonApi({
      url: "https://i.news.qq.com/web_feed/getPCList",
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"base_req":{"from":"pc"},"forward":"2","qimei36":"modeltide","device_id":"modeltide","flush_num":{page},"channel_id":"news_news_tech","item_count":20,"is_local_chlid":""}',
      items: "data",
      link: "https://news.qq.com/rain/a/{id}",
      title: "title",
      time: "publish_time",
      source: "media_name",
    }),
  ],
  article:
    /^https?:\/\/(?:news|new|view\.inews|xw)\.qq\.com\/(?:rain\/a\/|omn\/(?:\d+\/)?|a\/|k\/)[0-9A-Z]{14,20}(?:\.html)?(?:\?.*)?$/,
  canonical: {
    rewrite: [
      [
        /^https:\/\/(?:news|new|view\.inews|xw)\.qq\.com\/(?:rain\/a\/|omn\/(?:\d+\/)?|a\/|k\/)([0-9A-Z]{14,20})(?:\.html)?$/,
        "https://news.qq.com/rain/a/$1",
      ],
    ],
  },
  extract: [
    {
      from: "2019-01-01",
      title: "h1",
      body: ".rich_media_content, .content-article, #article-content",
      time: ".media-meta span, .time",
      state: { name: "DATA", title: "title", body: "originContent.text", published: "pubtime", source: "media" },
    },
  ],
  boilerplate: ["特别声明：本文", "责任编辑", "本文内容由开放的智能模型自动生成"],
});
