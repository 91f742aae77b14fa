import { listPage, renderedList } from "../discover/index.ts";
import { defineSource } from "../source.ts";

const selectors = (section: string) => ({ item: `a[href*='/zh/${section}/']`, title: "h2, h3" });
const list = (section: string) => listPage(`https://news.aibase.com/zh/${section}`, selectors(section));
const rendered = (section: string) =>
  renderedList(`https://www.aibase.com/zh/${section}`, {
    ...selectors(section),
    waitFor: `a[href*='/zh/${section}/']`,
  });

/** Rewrites others' reports; the times on its pages may be those of the rewriting. `daily` are digests. */
export const source = defineSource({
  id: "aibase",
  name: { zh: "AIbase", en: "AIbase" },
  home: "https://www.aibase.com/zh",
  hosts: ["www.aibase.com", "news.aibase.com"],
  listings: [
    [list("news"), list("daily")],
    [rendered("news"), rendered("daily")],
  ],
  article: /^https?:\/\/(?:www|news)\.aibase\.com\/zh\/(?:news|daily)\/\d+$/,
  canonical: { hosts: { "news.aibase.com": "www.aibase.com" } },
  extract: [{ from: "2024-01-01", title: "h1", body: "div.post-content, article" }],
  boilerplate: ["欢迎来到【AI日报】栏目", "新鲜AI产品点击了解：", "本文来源站长之家"],
});
