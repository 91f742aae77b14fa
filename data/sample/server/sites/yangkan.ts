import type { SampleArticle } from "../articles.ts";
import { bodyHtml, escapeHtml, minute, page, slice } from "../html.ts";
import { HTML, type SampleSite } from "../site.ts";

const PAGE_SIZE = 10;

/**
 * Server-rendered list pages with pagination; one entry is dead, one has moved, one is forbidden by robots.txt. Long
 * articles are spread over several pages.
 */
export const site: SampleSite = {
  id: "yangkan",
  name: "样刊周览",
  robots: ["User-agent: *", "Disallow: /draft/", "Allow: /"],
  respond(path, _query, articles) {
    const list = /^\/list\/(\d{1,3})\.html$/.exec(path);
    if (list) return { type: HTML, body: listPage(Number(list[1]), articles) };
    if (path === "/article/moved.html") {
      return { type: HTML, status: 301, location: `/article/${articles[0]?.slug}.html`, body: "" };
    }
    const [, slug = "", number = "1"] = /^\/article\/([\w-]+?)(?:_(\d))?\.html$/.exec(path) ?? [];
    const at = articles.findIndex((one) => one.slug === slug);
    const article = articles[at];
    const paragraphs = article?.pages[Number(number) - 1];
    if (!article || !paragraphs || path.endsWith("_1.html")) return null;
    return {
      type: HTML,
      modified: article.published,
      body: page(
        `${article.title}_样刊周览`,
        `<nav><a href="/list/1.html">首页</a> <a href="/about.html">关于我们</a></nav>
<div class="post"><h1 class="post-title">${escapeHtml(article.title)}</h1>
<div class="post-meta"><span class="time">${minute(article.published)}</span> <span class="author">${escapeHtml(article.author ?? "样刊编辑部")}</span></div>
<div class="post-content">${bodyHtml({ paragraphs })}</div>${pager(article, Number(number), articles[at + 1])}</div>
<div class="related"><h3>相关阅读</h3><ul>${articles
          .slice(0, 4)
          .map((other) => `<li><a href="/article/${other.slug}.html">${escapeHtml(other.title)}</a></li>`)
          .join("")}</ul></div>
<footer>样刊周览 版权所有</footer>`,
        '<meta charset="utf-8"><meta name="keywords" content="样刊">',
      ),
    };
  },
};

/** Links to the other pages of an article of several, and to the next article. */
function pager({ slug, pages }: SampleArticle, number: number, nextArticle: SampleArticle | undefined): string {
  if (pages.length < 2) return "";
  const link = (to: number, text: string) => `<a href="/article/${slug}${to > 1 ? `_${to}` : ""}.html">${text}</a>`;
  const links = pages.map((_, at) => (at + 1 === number ? `<b>${number}</b>` : link(at + 1, String(at + 1))));
  if (number > 1) links.unshift(link(number - 1, "上一页"));
  if (number < pages.length) links.push(link(number + 1, "下一页"));
  const after = nextArticle
    ? `<p class="next-article">下一篇：<a href="/article/${nextArticle.slug}.html">${escapeHtml(nextArticle.title)}</a></p>`
    : "";
  return `<div class="pages">${links.join(" ")}</div>${after}`;
}

function listPage(number: number, articles: Parameters<SampleSite["respond"]>[2]): string {
  const { items, pages } = slice(articles, number, PAGE_SIZE);
  const links = items.map(
    (article) =>
      `<li class="item"><a class="title" href="/article/${article.slug}.html">${escapeHtml(article.title)}</a> <span class="date">${article.published.slice(0, 10)}</span></li>`,
  );
  if (number === 1) {
    links.push(
      '<li class="item"><a class="title" href="/article/gone.html">已撤下的一篇</a> <span class="date">2023-09-01</span></li>',
      '<li class="item"><a class="title" href="/article/moved.html">换过地址的一篇</a> <span class="date">2023-09-01</span></li>',
      '<li class="item"><a class="title" href="/draft/2023-09-01-draft.html">尚未定稿的一篇</a> <span class="date">2023-09-01</span></li>',
    );
  }
  const next = number < pages ? `<a class="next" href="/list/${number + 1}.html">下一页</a>` : "";
  return page("样刊周览", `<ul class="list">${links.join("\n")}</ul><div class="pager">${next}</div>`);
}
