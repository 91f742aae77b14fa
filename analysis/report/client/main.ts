import type { ChartDefinition } from "../../charts/chart.ts";
import { lookingBack, type ReportData } from "../report-data.ts";
import { articleDialog } from "./article-dialog.ts";
import { launchDialog } from "./launch-dialog.ts";
import { decode } from "./model.ts";
import { PAGE_CONTENT } from "./pages/index.ts";
import { shell } from "./shell.ts";
import { address, readState, type State } from "./state.ts";
import type { View } from "./view.ts";
import { word } from "./words.ts";

/** Draws the page that the address names, and again whenever the address changes. */
export function start(charts: ChartDefinition[]): void {
  const data = JSON.parse(document.getElementById("data")?.textContent ?? "") as ReportData;
  const model = decode(data);
  const app = document.getElementById("app");
  if (!app) return;
  const sorted = [...charts].sort((a, b) => a.order - b.order);
  let leave: (() => void)[] = [];
  let before: State | null = null;

  const show = () => {
    const state = readState(location.hash, data);
    for (const clean of leave) clean();
    leave = [];
    const { lang } = state;
    const view: View = {
      model,
      charts: sorted,
      state,
      back: lookingBack(state.week, data),
      lang,
      word: (key) => word(key, lang),
      link: (page, own = {}) => address({ ...state, page, own }, data),
      choose: (own, options = {}) => {
        const next = address({ ...state, own }, data);
        if (!options.replace) location.hash = next;
        else {
          history.replaceState(null, "", next);
          show();
        }
      },
      onLeave: (clean) => leave.push(clean),
    };
    const { title, content } = PAGE_CONTENT[state.page](view);
    document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
    if (state.theme) document.documentElement.dataset.theme = state.theme;
    else delete document.documentElement.dataset.theme;
    document.title = `${title} · ${word("brand", lang)}`;
    const focused = document.activeElement?.id;
    const samePage = before?.page === state.page;
    const scrolled = samePage ? window.scrollY : 0;
    app.replaceChildren(...shell(view, title, content));
    openDrawer(view);
    window.scrollTo(0, scrolled);
    if (focused && samePage) restoreFocus(focused);
    before = state;
  };
  window.addEventListener("hashchange", show);
  show();
}

/** The launch or item that the address names, over the page; closing it takes it out of the address. */
function openDrawer(view: View): void {
  const { id, article, ...rest } = view.state.own;
  let leaving = false;
  const close = () => {
    if (!leaving) view.choose(rest);
  };
  const launch = id ? view.model.launchById.get(id) : undefined;
  const dialog = launch ? launchDialog(view, launch, close) : article ? articleDialog(view, article, close) : null;
  if (!dialog) return;
  view.onLeave(() => {
    leaving = true;
    dialog.remove();
  });
  document.body.append(dialog);
  dialog.showModal();
}

/** After typing or choosing, the reader goes on where the hands were. */
function restoreFocus(id: string): void {
  const element = document.getElementById(id);
  element?.focus();
  if (element instanceof HTMLInputElement && element.type === "search") {
    element.setSelectionRange(element.value.length, element.value.length);
  }
}
