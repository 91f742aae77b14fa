import { bodyHtml, page } from "../html.ts";
import { articleAt, HTML, type SampleSite } from "../site.ts";

/** A single-page application: list and articles stand as state in the HTML; the newest page is slow. */
export const site: SampleSite = {
  id: "yangchuang",
  name: "样窗前沿",
  robots: ["User-agent: *", "Disallow: /search"],
  respond(path, _query, articles) {
    if (path === "/") {
      const list = articles.map((article) => ({
        itemId: article.slug,
        widgetTitle: article.title,
        route: `/p/${article.slug}`,
        publishTime: Date.parse(article.published),
      }));
      return { type: HTML, body: statePage("样窗前沿", { list }) };
    }
    const article = articleAt(path, "/p/", "", articles);
    if (!article) return null;
    return {
      type: HTML,
      modified: article.published,
      delayMs: article === articles[0] ? 1500 : 0,
      body: statePage(`${article.title}-样窗前沿`, {
        detail: {
          title: article.title,
          content: bodyHtml(article),
          publishTime: Date.parse(article.published),
          author: article.author ?? "样窗前沿",
        },
      }),
    };
  },
};

function statePage(title: string, state: object): string {
  const json = JSON.stringify(state).replaceAll("<", "\\u003c");
  return page(title, `<div id="app"></div><script>window.initialState=${json}</script>`);
}
