import { count, weekName } from "../../../charts/text.ts";
import { launchName } from "../../../launch-name.ts";
import { h } from "../dom.ts";
import { save, toCsv } from "../downloads.ts";
import { FILTERS, type Filters, type Sort, type SortKey, select } from "../filter.ts";
import { filterBar } from "../filter-bar.ts";
import type { LaunchRow } from "../model.ts";
import { launchDate, statusName, tierChip, vendorName } from "../names.ts";
import type { PageContent, View } from "../view.ts";
import { type Column, virtualTable } from "../virtual-table.ts";

const SORTS: SortKey[] = ["date", "model", "vendor", "tier", "status", "articles"];

/** The table of all launches: filters, sorting, evidence behind each row. */
export function launchesPage(view: View): PageContent {
  const { word, lang, model, state } = view;
  const filters = readFilters(state.own);
  const sort = readSort(state.own);
  const found = select(model, filters, sort);
  const table = virtualTable<LaunchRow>({
    label: word("launches"),
    columns: columns(view),
    onSort: (key) =>
      view.choose({ ...state.own, sort: sort.key === key && sort.down ? key : `-${key}` }, { replace: true }),
    onOpen: (launch) => view.choose({ ...state.own, id: launch.id }),
  });
  const total = h("p", { class: "found", role: "status" });
  total.textContent = {
    zh: `${count(found.length, lang)} 个发布，共收录 ${count(model.launches.length, lang)} 个`,
    en: `${count(found.length, lang)} of ${count(model.launches.length, lang)} launches`,
  }[lang];
  const csv = h(
    "button",
    {
      type: "button",
      class: "quiet",
      onclick: () => save("launches.csv", toCsv(found.map(withoutSearch)), "text/csv"),
    },
    "CSV",
  );
  requestAnimationFrame(() => table.show(found, sort));
  return {
    title: word("launches"),
    content: [
      filterBar(view, filters),
      h("div", { class: "result-line" }, total, csv),
      ...periodHint(view, filters),
      found.length ? table.element : h("p", { class: "empty" }, word("noMatch")),
    ],
  };
}

/** Of which period the launches are; the reader's week narrows them by a click alone, since a search is for all of time. */
function periodHint({ state, lang, link }: View, filters: Filters): HTMLElement[] {
  const { week, own } = state;
  if (!week || filters.during || filters.month || filters.quarter || filters.from || filters.to) return [];
  const text = { zh: "不限时段。", en: "All periods. " }[lang];
  const only = { zh: `只看 ${weekName(week, "zh")}`, en: `Only ${weekName(week, "en")}` }[lang];
  return [h("p", { class: "hint" }, text, h("a", { href: link("launches", { ...own, during: week }) }, only))];
}

const withoutSearch = ({ sought: _, ...row }: LaunchRow): Record<string, unknown> => row;

export function readFilters(own: Record<string, string>): Filters {
  return Object.fromEntries(FILTERS.flatMap((name) => (own[name] ? [[name, own[name]]] : [])));
}

function readSort(own: Record<string, string>): Sort {
  const asked = own.sort ?? "-date";
  const key = SORTS.find((one) => one === asked.replace(/^-/, "")) ?? "date";
  return { key, down: asked.startsWith("-") };
}

function columns(view: View): Column<LaunchRow>[] {
  const { word, lang, state } = view;
  const open = (launch: LaunchRow) => view.link("launches", { ...state.own, id: launch.id });
  return [
    { key: "date", label: word("date"), class: "c-date", sortable: true, cell: (launch) => launchDate(launch, lang) },
    {
      key: "model",
      label: word("model"),
      class: "c-model",
      sortable: true,
      cell: (launch) => [
        h("a", { href: open(launch) }, h("bdi", {}, launchName(launch))),
        h("span", { class: "under" }, vendorName(launch, lang)),
      ],
    },
    {
      key: "vendor",
      label: word("vendor"),
      class: "c-vendor",
      sortable: true,
      cell: (launch) => vendorName(launch, lang),
    },
    {
      key: "tier",
      label: word("tier"),
      class: "c-tier",
      sortable: true,
      cell: (launch) => tierChip(launch.tier, lang === "zh" ? launch.tier_zh : launch.tier_en),
    },
    {
      key: "industry",
      label: word("industry"),
      class: "c-industry",
      sortable: false,
      cell: (launch) => (lang === "zh" ? launch.industries_zh.join("、") : launch.industries_en.join(", ")),
    },
    {
      key: "status",
      label: word("status"),
      class: "c-status",
      sortable: true,
      cell: (launch) => statusName(launch.status, lang),
    },
    {
      key: "articles",
      label: word("reports"),
      class: "c-articles",
      sortable: true,
      cell: (launch) => (launch.articles ? count(launch.articles, lang) : word("registry")),
    },
  ];
}
