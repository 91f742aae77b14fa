import type { Lang } from "../../charts/text.ts";

export const PAGES = ["overview", "launches", "vendors", "industries", "themes", "claims", "sources", "about"] as const;
/** Pages of the menu, and the one that holds all for the PDF. */
export type Page = (typeof PAGES)[number] | "print";

/** All that decides what is on the screen; it stands in the address, so that a view can be sent to a colleague. */
export interface State {
  page: Page;
  lang: Lang;
  /** ISO week that the reader looks at; null without data. */
  week: string | null;
  theme: "light" | "dark" | null;
  /** The page's own choices: filters, sorting, the open launch. */
  own: Record<string, string>;
}

export type Defaults = Pick<State, "lang" | "week">;

/** Reads `#/page?key=value&…`; anything unknown or malformed falls back to the defaults. */
export function readState(hash: string, defaults: Defaults): State {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?");
  const values = Object.fromEntries(new URLSearchParams(query));
  const { lang, week, theme, ...own } = values;
  return {
    page: path === "print" ? path : (PAGES.find((page) => page === path) ?? "overview"),
    lang: lang === "zh" || lang === "en" ? lang : defaults.lang,
    week: week && /^\d{4}-W\d\d$/.test(week) ? week : defaults.week,
    theme: theme === "light" || theme === "dark" ? theme : null,
    own,
  };
}

/** The address of a state; what is as by default is left out. */
export function address(state: State, defaults: Defaults): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(state.own)) if (value) query.set(key, value);
  if (state.week && state.week !== defaults.week) query.set("week", state.week);
  if (state.lang !== defaults.lang) query.set("lang", state.lang);
  if (state.theme) query.set("theme", state.theme);
  const text = query.toString();
  return `#/${state.page}${text ? `?${text}` : ""}`;
}
