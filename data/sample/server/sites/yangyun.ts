import { bodyHtml, chineseMinute, escapeHtml, page } from "../html.ts";
import { articleAt, HTML, type SampleSite } from "../site.ts";

/** A list that stays empty until a script has run; articles are plain HTML. */
export const site: SampleSite = {
  id: "yangyun",
  name: "样云观察",
  robots: ["User-agent: *", "Disallow: /login"],
  respond(path, _query, articles) {
    if (path === "/channel") {
      return {
        type: HTML,
        body: page(
          "样云观察",
          `<div id="list"></div><script>
fetch("/channel.json").then(function (response) { return response.json(); }).then(function (rows) {
  var list = document.getElementById("list");
  rows.forEach(function (row) {
    var link = document.createElement("a");
    link.className = "card"; link.href = row.href; link.textContent = row.title;
    list.appendChild(link);
  });
});
</script>`,
        ),
      };
    }
    if (path === "/channel.json") {
      const rows = articles.map((article) => ({ href: `/news/${article.slug}.shtml`, title: article.title }));
      return { type: "application/json; charset=utf-8", body: JSON.stringify(rows) };
    }
    const article = articleAt(path, "/news/", ".shtml", articles);
    if (!article) return null;
    return {
      type: HTML,
      modified: article.published,
      body: page(
        `${article.title}-样云观察`,
        `<div class="wrap"><h1>${escapeHtml(article.title)}</h1>
<p class="info">发布时间:${chineseMinute(article.published)} 作者:${escapeHtml(article.author ?? "样云观察")}</p>
<div id="artibody">${bodyHtml(article)}<p>(责任编辑:样云)</p></div>
<div class="copyright">声明:本站文章仅供演示,版权归样云观察所有。</div></div>`,
      ),
    };
  },
};
