import { h } from "../dom.ts";
import type { Page } from "../state.ts";
import type { PageContent, View } from "../view.ts";
import { aboutPage } from "./about.ts";
import { claimsPage } from "./claims.ts";
import { industriesPage } from "./industries.ts";
import { launchesPage } from "./launches.ts";
import { overviewPage } from "./overview.ts";
import { sourcesPage } from "./sources.ts";
import { themesPage } from "./themes.ts";
import { vendorsPage } from "./vendors.ts";

const IN_PRINT = [overviewPage, vendorsPage, industriesPage, themesPage, claimsPage, sourcesPage, aboutPage];

/** All pages but the table of launches one after another, for the PDF; it stands in no menu. */
function printPage(view: View): PageContent {
  const parts = IN_PRINT.map((page) => page(view));
  dropRepeated(parts.flatMap(({ content }) => content));
  return {
    title: view.word("overview"),
    content: parts.flatMap(({ title, content }, at) =>
      at ? [h("h1", { class: "page-title part" }, title), ...content] : content,
    ),
  };
}

/** Some charts stand on several pages; on paper they stand where they come first. */
function dropRepeated(content: Node[]): void {
  const known = new Set<string>();
  const areas = content.filter((node) => node instanceof HTMLElement);
  for (const figure of areas.flatMap((area) => [...area.querySelectorAll("figure.chart")])) {
    if (known.has(figure.id)) figure.remove();
    known.add(figure.id);
  }
}

export const PAGE_CONTENT: Record<Page, (view: View) => PageContent> = {
  overview: overviewPage,
  launches: launchesPage,
  vendors: vendorsPage,
  industries: industriesPage,
  themes: themesPage,
  claims: claimsPage,
  sources: sourcesPage,
  about: aboutPage,
  print: printPage,
};
