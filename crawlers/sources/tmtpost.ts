import { feed, jsonApi } from "../discover/index.ts";
import { defineSource } from "../source.ts";

export const source = defineSource({
  id: "tmtpost",
  name: { zh: "钛媒体", en: "TMTPost" },
  home: "https://www.tmtpost.com/",
  hosts: ["www.tmtpost.com", "m.tmtpost.com", "api.tmtpost.com"],
  listings: [
    feed("https://www.tmtpost.com/rss.xml", { fullText: true }),
    jsonApi({
      url: "https://api.tmtpost.com/v1/lists/new?limit=30&offset={offset}&subtype=post",
      pageSize: 30,
      headers: { "app-version": "web1.0" },
      items: "data",
      link: "https://www.tmtpost.com/{guid}.html",
      title: "title",
      time: "time_published",
      author: "authors.0.username",
      detail: {
        url: "https://api.tmtpost.com/v1/posts/{guid}?fields=authors;tags;categories",
        title: "data.title",
        time: "data.time_published",
        author: "data.authors.0.username",
        html: "data.main",
      },
    }),
  ],
  article: /^https?:\/\/(?:www|m)\.tmtpost\.com\/(?:nictation\/)?\d+\.html$/,
  canonical: { hosts: { "m.tmtpost.com": "www.tmtpost.com" } },
  extract: [
    {
      from: "2020-01-01",
      title: "h1",
      body: "div.inner, .article-content, article",
      time: ".time",
      author: ".author a",
    },
  ],
  boilerplate: ["本文首发于钛媒体APP", "更多精彩内容，关注钛媒体微信号", "图片来源："],
});
