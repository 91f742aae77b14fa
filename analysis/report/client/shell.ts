import { count, weekName } from "../../charts/text.ts";
import { h } from "./dom.ts";
import { address, PAGES } from "./state.ts";
import type { View } from "./view.ts";

/** Masthead, pages, week and language switch around a page's content. */
export function shell(view: View, title: string, content: Node[]): Node[] {
  const { word, state } = view;
  return [
    h("a", { class: "skip", href: "#main", onclick: skip }, word("skip")),
    h(
      "header",
      { class: "masthead" },
      h(
        "div",
        { class: "title-line" },
        h("p", { class: "brand" }, h("a", { href: view.link("overview") }, word("brand"))),
        h("p", { class: "tagline" }, word("tagline")),
        switches(view),
      ),
      h(
        "nav",
        { "aria-label": word("pages") },
        h(
          "ul",
          {},
          PAGES.map((page) =>
            h(
              "li",
              {},
              h("a", { href: view.link(page), "aria-current": page === state.page ? "page" : null }, word(page)),
            ),
          ),
        ),
      ),
    ),
    h(
      "main",
      { id: "main", tabindex: "-1", "data-page": state.page, "data-ready": true },
      h("h1", { class: "page-title" }, title),
      content,
    ),
    h("footer", { class: "foot" }, h("p", {}, footer(view))),
  ];
}

function skip(event: Event): void {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

function switches(view: View): HTMLElement {
  const { word, state, lang, model } = view;
  const known = [...model.rows("coverage"), ...model.rows("source_weeks")].map((row) => String(row.week));
  const weeks = [...new Set(state.week ? [...known, state.week] : known)].sort().reverse();
  const at = weeks.indexOf(state.week ?? "");
  const other = lang === "zh" ? "en" : "zh";
  // A quarter chosen before would keep the page where it is.
  const { quarter: _, ...own } = state.own;
  const inWeek = (week: string) =>
    address({ ...state, week, own: state.page === "launches" ? state.own : own }, model.data);
  const go = (week: string | undefined) => week && { href: inWeek(week) };
  const arrow = (week: string | undefined, label: string, sign: string) => {
    const target = go(week);
    return target
      ? h("a", { ...target, class: "arrow", "aria-label": label }, sign)
      : h("span", { class: "arrow", "aria-hidden": "true" }, sign);
  };
  const select = h(
    "select",
    {
      id: "week",
      "aria-label": word("week"),
      onchange: () => {
        location.hash = inWeek(select.value);
      },
    },
    weeks.map((week) => h("option", { value: week }, weekName(week, lang))),
  );
  if (state.week) select.value = state.week;
  const dark = state.theme ? state.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  return h(
    "div",
    { class: "switches" },
    weeks.length
      ? h(
          "span",
          { class: "week-switch" },
          arrow(weeks[at + 1], word("previousWeek"), "‹"),
          select,
          arrow(at > 0 ? weeks[at - 1] : undefined, word("nextWeek"), "›"),
        )
      : null,
    h(
      "a",
      {
        href: address({ ...state, lang: other }, model.data),
        lang: other === "zh" ? "zh-CN" : "en",
        id: "switch-language",
      },
      word("otherLanguage"),
    ),
    h(
      "a",
      { href: address({ ...state, theme: dark ? "light" : "dark" }, model.data), id: "switch-theme" },
      word(dark ? "light" : "dark"),
    ),
  );
}

function footer({ model, lang, word }: View): string {
  const { id, items, sources } = model.data.snapshot;
  return {
    zh: `${word("brand")} · ${count(items, lang)} 条，${count(sources, lang)} 个来源 · 快照 ${id ?? ""}`,
    en: `${word("brand")} · ${count(items, lang)} items from ${count(sources, lang)} sources · snapshot ${id ?? ""}`,
  }[lang];
}
