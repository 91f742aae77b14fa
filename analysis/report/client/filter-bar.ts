import { monthName, plain, quarterName, weekName } from "../../charts/text.ts";
import { h } from "./dom.ts";
import type { FilterName, Filters } from "./filter.ts";
import { type Choice, filterChoices } from "./filter-choices.ts";
import { facetName } from "./names.ts";
import type { View } from "./view.ts";
import { isWord } from "./words.ts";

const TYPING_MS = 150;

/** Search, choices and the filters that marks of charts set; each stands in the address. */
export function filterBar(view: View, filters: Filters): HTMLElement {
  const { word, lang, model, state } = view;
  const set = (name: FilterName, value: string, replace = false) =>
    view.choose({ ...state.own, [name]: value }, { replace });
  // On a phone the boxes are folded away until they are asked for or in use.
  const wide = matchMedia("(min-width: 40.01rem)").matches;
  let typing: ReturnType<typeof setTimeout> | undefined;
  const search = h("input", {
    type: "search",
    id: "filter-q",
    value: filters.q ?? "",
    placeholder: word("search"),
    "aria-label": word("search"),
    oninput: () => {
      clearTimeout(typing);
      typing = setTimeout(() => set("q", search.value.trim(), true), TYPING_MS);
    },
  });
  const boxes = [
    ...filterChoices(model, lang).map(([name, list]) =>
      selectBox(view, name, list, filters[name], (value) => set(name, value)),
    ),
    dateBox(view, "from", filters.from, (value) => set("from", value)),
    dateBox(view, "to", filters.to, (value) => set("to", value)),
  ];
  const bar = h(
    "form",
    {
      class: "filters",
      role: "search",
      "aria-label": word("filters"),
      onsubmit: (event: Event) => event.preventDefault(),
    },
    search,
    wide
      ? boxes
      : h(
          "details",
          { class: "filter-more", open: Object.keys(filters).some((name) => name !== "q") },
          h("summary", {}, word("filters")),
          h("div", { class: "filter-boxes" }, boxes),
        ),
  );
  return h("div", { class: "filter-area" }, bar, chosen(view, filters));
}

function selectBox(
  view: View,
  name: FilterName,
  list: Choice[],
  value: string | undefined,
  change: (value: string) => void,
): HTMLElement {
  const label = isWord(name) ? view.word(name) : name;
  const known = !value || list.some((choice) => choice.value === value);
  const box = h(
    "select",
    { id: `filter-${name}`, onchange: () => change(box.value) },
    h("option", { value: "" }, `${view.word("all")}`),
    known ? null : h("option", { value }, value),
    list.map((choice) => h("option", { value: choice.value }, `${plain(choice.name)} (${choice.count})`)),
  );
  box.value = value ?? "";
  return h("label", { class: value ? "set" : "" }, h("span", {}, label), box);
}

function dateBox(
  view: View,
  name: "from" | "to",
  value: string | undefined,
  change: (value: string) => void,
): HTMLElement {
  const box = h("input", { type: "date", id: `filter-${name}`, value: value ?? "", onchange: () => change(box.value) });
  return h("label", { class: value ? "set" : "" }, h("span", {}, view.word(name)), box);
}

/** Filters that have no box of their own, each with a way to take it off, and one for all. */
function chosen(view: View, filters: Filters): HTMLElement | null {
  const { word, lang, state } = view;
  const names: Partial<Record<FilterName, (value: string) => string>> = {
    during: (value) => weekName(value, lang),
    month: (value) => monthName(`${value}-01`, lang),
    quarter: (value) => quarterName(value, lang),
    market: (value) => facetName(view, "market", value),
    delivery: (value) => facetName(view, "delivery", value),
    claim: (value) => {
      const claim = view.model.rows("claims_check").find(({ id }) => id === value);
      return plain(String((lang === "zh" ? claim?.text_zh : claim?.text_en) ?? value));
    },
  };
  const active = Object.entries(filters).filter(([, value]) => value);
  if (!active.length) return null;
  const keep = Object.fromEntries(Object.entries(state.own).filter(([key]) => !(key in filters)));
  return h(
    "p",
    { class: "chosen" },
    active.flatMap(([name, value]) => {
      const show = names[name as FilterName];
      if (!show) return [];
      const { [name]: _, ...rest } = state.own;
      const text = `${name === "during" ? word("week") : isWord(name) ? word(name) : name}: ${show(value ?? "")}`;
      return [
        h(
          "a",
          { class: "chosen-one", href: view.link("launches", rest), "aria-label": `${word("remove")} ${text}` },
          `${text} ×`,
        ),
      ];
    }),
    h("a", { href: view.link("launches", keep) }, word("clear")),
  );
}
