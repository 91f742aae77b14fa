import { bodyHtml, escapeHtml, minute, page, slice } from "../html.ts";
import { articleAt, HTML, type SampleSite } from "../site.ts";

const PAGE_SIZE = 10;

/** A site that copies the others' articles and wraps each in sentences of its own. */
export const site: SampleSite = {
  id: "yangzhuan",
  name: "样转网",
  robots: ["User-agent: *", "Disallow: /plus/"],
  respond(path, _query, articles, names) {
    const list = /^\/news\/list_(\d{1,3})\.html$/.exec(path);
    if (list) {
      const { items, pages } = slice(articles, Number(list[1]), PAGE_SIZE);
      const links = items.map(
        (article) => `<dd><a href="/news/${article.slug}.html">${escapeHtml(article.title)}</a></dd>`,
      );
      const next = Number(list[1]) < pages ? `<a href="list_${Number(list[1]) + 1}.html">下一页</a>` : "";
      return { type: HTML, body: page("样转网", `<dl class="tbox">${links.join("\n")}</dl>${next}`) };
    }
    const article = articleAt(path, "/news/", ".html", articles);
    if (!article) return null;
    const source = names.get(article.original?.site ?? "") ?? "网络";
    const title = escapeHtml(article.title);
    return {
      type: HTML,
      modified: article.published,
      body: page(
        `${article.title} - 样转网`,
        `<div class="viewbox"><h2>${title}</h2>
<div class="info">${minute(article.published)}:00来源:${escapeHtml(source)}</div>
<div class="content"><p>今天,小编为大家分享来自${escapeHtml(source)}的${title},如果您对${title}感兴趣,请往下看。</p>
${bodyHtml(article)}
<p>好了,关于${title}就讲到这。</p></div>
<p><a href="/news/list_1.html">返回样转网首页 &gt;&gt;</a></p>
<p class="disclaimer">版权及免责声明:凡本网所属版权作品,转载时须获得授权并注明来源“样转网”。凡转载文章,不代表本网观点和立场,如有侵权,请联系我们删除。</p>
<div class="xiangguan"><h3>相关文章</h3><ul>${articles
          .slice(0, 5)
          .map((other) => `<li><a href="/news/${other.slug}.html">${escapeHtml(other.title)}</a></li>`)
          .join("")}</ul></div></div>`,
      ),
    };
  },
};
