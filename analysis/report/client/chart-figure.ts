import type { ChartDefinition, ChartOptions } from "../../charts/chart.ts";
import { FONT } from "../../charts/frame.ts";
import { append, h } from "./dom.ts";
import { save, toCsv, toPicture } from "./downloads.ts";
import { markLink } from "./mark-link.ts";
import { screenMeasure } from "./measure.ts";
import { plainTable } from "./plain-table.ts";
import type { View } from "./view.ts";

const NARROWEST = 300;
const WIDEST = 1100;
const FILE_WIDTH = 960;
/** Rows of the table below a chart; the CSV file has them all. */
const ROWS_SHOWN = 200;

/** A chart as wide as its place, with downloads and its data; a click on a mark leads to the launches behind it. */
export function chartFigure(
  view: View,
  id: string,
  { period, week = view.back }: { period?: string | undefined; week?: string | null } = {},
): HTMLElement | null {
  const chart = view.charts.find((one) => one.id === id);
  if (!chart) return null;
  const { model, lang } = view;
  const rows = model.rows(chart.view);
  const options: ChartOptions = {
    lang,
    width: FILE_WIDTH,
    today: model.data.today,
    snapshot: model.data.snapshot,
    document,
    theme: "page",
    measure: screenMeasure(FONT),
    ...(period ? { period } : {}),
    ...(week ? { week } : {}),
  };
  const picture = h("div", { class: "chart-picture" });
  const figure = h("figure", { class: "chart", id: `chart-${id}`, "aria-label": chart.name[lang] }, picture);
  let drawn = 0;
  const draw = () => {
    const width = Math.min(WIDEST, Math.max(NARROWEST, Math.floor(picture.clientWidth)));
    if (width === drawn) return;
    drawn = width;
    picture.replaceChildren(parse(chart.render(rows, { ...options, width })));
    makeReachable(picture, view);
  };
  const watch = new ResizeObserver(draw);
  watch.observe(picture);
  view.onLeave(() => watch.disconnect());
  append(figure, [tools(chart, view, options)]);
  return figure;
}

function tools(chart: ChartDefinition, view: View, options: ChartOptions): HTMLElement {
  const rows = view.model.rows(chart.view);
  const shown = () => chart.rows(rows, options);
  const { measure: _, ...rest } = options;
  const file = () => chart.render(rows, { ...rest, width: FILE_WIDTH, theme: "light" });
  const picture = async () => {
    const svg = file();
    const height = Number(/ height="(\d+)"/.exec(svg)?.[1] ?? FILE_WIDTH);
    save(`${chart.id}.png`, await toPicture(svg, FILE_WIDTH, height), "image/png");
  };
  const button = (name: string, click: () => void) =>
    h(
      "button",
      {
        type: "button",
        class: "quiet",
        "aria-label": `${view.word("download")} ${chart.name[view.lang]} ${name}`,
        onclick: click,
      },
      name,
    );
  const table = h("details", { class: "chart-data" }, h("summary", {}, view.word("data")));
  table.addEventListener("toggle", () => {
    if (table.open && table.children.length === 1)
      table.append(plainTable(shown().slice(0, ROWS_SHOWN), chart.name[view.lang]));
  });
  return h(
    "div",
    { class: "chart-tools" },
    h("span", { class: "downloads" }, [
      button("SVG", () => save(`${chart.id}.svg`, file(), "image/svg+xml")),
      button("PNG", () => void picture()),
      button("CSV", () => save(`${chart.id}.csv`, toCsv(shown()), "text/csv")),
    ]),
    table,
  );
}

/** The drawing as elements of this page. It is our own text, made of escaped data; it brings no script and no style. */
function parse(svg: string): Element {
  const parsed = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  // Plot names groups that have no role; screen readers may not be given such names.
  for (const group of parsed.querySelectorAll("g[aria-label]:not([role])")) group.removeAttribute("aria-label");
  return document.importNode(parsed, true);
}

/** Marks that lead to launches: one stop for the Tab key in the whole picture, arrow keys from mark to mark, Enter follows. */
function makeReachable(picture: HTMLElement, view: View): void {
  const svg = picture.firstElementChild;
  const marks = [...picture.querySelectorAll<SVGElement>("[data-filter]")];
  if (!svg || !marks.length) return;
  svg.setAttribute("role", "group");
  for (const mark of marks) {
    mark.setAttribute("role", "link");
    mark.setAttribute("tabindex", "-1");
    const label = mark.querySelector("title")?.textContent ?? describe(mark);
    // A mark that is text names itself.
    if (mark.localName !== "text") mark.setAttribute("aria-label", label);
  }
  marks[0]?.setAttribute("tabindex", "0");
  const follow = (target: EventTarget | null) => {
    const mark = target instanceof Element ? target.closest("[data-filter]") : null;
    const filter = mark?.getAttribute("data-filter");
    if (filter) location.hash = markLink(view, filter);
  };
  picture.onclick = (event) => follow(event.target);
  picture.onkeydown = (event) => {
    if (event.key === "Enter") return follow(event.target);
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const at = marks.indexOf(event.target as SVGElement);
    if (!step || at < 0) return;
    event.preventDefault();
    const next = marks[(at + step + marks.length) % marks.length];
    marks[at]?.setAttribute("tabindex", "-1");
    next?.setAttribute("tabindex", "0");
    next?.focus();
  };
}

const describe = (mark: Element): string =>
  [...new URLSearchParams(mark.getAttribute("data-filter") ?? "").values()].join(" · ");
