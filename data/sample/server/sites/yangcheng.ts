import iconv from "iconv-lite";
import { chineseMinute, escapeHtml, page, slice } from "../html.ts";
import { articleAt, type SampleSite } from "../site.ts";

const PAGE_SIZE = 12;

/** A portal of the old kind: GBK named only in a meta element, tables for layout, paragraphs set with breaks. */
export const site: SampleSite = {
  id: "yangcheng",
  name: "样城门户",
  robots: ["User-agent: *", "Disallow: /cgi-bin/"],
  respond(path, _query, articles) {
    const list = /^\/it\/index_(\d{1,3})\.htm$/.exec(path);
    if (list) {
      const { items } = slice(articles, Number(list[1]), PAGE_SIZE);
      const rows = items.map(
        (article) =>
          `<tr><td>·<a href="/it/${article.slug}.htm" target="_blank">${escapeHtml(article.title)}</a></td><td>${article.published.slice(5, 10)}</td></tr>`,
      );
      return gbk("样城门户-IT频道", `<table class="newslist">${rows.join("\n")}</table>`);
    }
    const article = articleAt(path, "/it/", ".htm", articles);
    if (!article) return null;
    const body = article.paragraphs
      .map((paragraph) => `　　${escapeHtml(paragraph.replace(/^## /, ""))}<br><br>`)
      .join("\n");
    return {
      ...gbk(
        `${article.title}_IT频道_样城门户`,
        `<table width="950" align="center"><tr><td><a href="/it/index_1.htm">IT频道</a> &gt; 正文</td></tr>
<tr><td align="center"><h1>${escapeHtml(article.title)}</h1></td></tr>
<tr><td align="center" class="titbar">${chineseMinute(article.published)}　来源:样城门户　作者:${escapeHtml(article.author ?? "样城")}</td></tr>
<tr><td class="content" id="zoom">${body}<div align="right">[责任编辑:样城]</div></td></tr>
<tr><td>【打印】【关闭】【字号 大 中 小】</td></tr></table>`,
      ),
      modified: article.published,
    };
  },
};

function gbk(title: string, body: string): { type: string; body: Buffer } {
  const head = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">';
  return { type: "text/html", body: iconv.encode(page(title, body, head), "gbk") };
}
