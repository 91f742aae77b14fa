import { count, dayName, percent, plain, timeName } from "../../../charts/text.ts";
import { h } from "../dom.ts";
import type { PageContent, View } from "../view.ts";
import { ABOUT } from "./about-text.ts";

/** Definitions, method, and which data this report was made of. */
export function aboutPage(view: View): PageContent {
  const { lang, word } = view;
  const sections = ABOUT.map(({ heading, entries }) => {
    const paragraphs = entries.filter(([term]) => !term[lang]);
    const terms = entries.filter(([term]) => term[lang]);
    return h(
      "section",
      {},
      h("h2", {}, heading[lang]),
      paragraphs.map(([, text]) => h("p", {}, text[lang])),
      terms.length
        ? h(
            "dl",
            { class: "terms" },
            terms.flatMap(([term, text]) => [h("dt", {}, term[lang]), h("dd", {}, text[lang])]),
          )
        : null,
    );
  });
  return { title: word("about"), content: [h("div", { class: "prose" }, sections, snapshot(view))] };
}

function snapshot({ model, lang, word }: View): HTMLElement {
  const state = model.data.snapshot;
  const text = (name: string) => (state[name] === null || state[name] === undefined ? "–" : plain(String(state[name])));
  const number = (name: string) => count(Number(state[name] ?? 0), lang);
  const days =
    state.first_day && state.last_day ? `${dayName(state.first_day, lang)} – ${dayName(state.last_day, lang)}` : "–";
  const list: [string, string][] = [
    [word("snapshot"), text("id")],
    [word("built"), state.built_at ? timeName(String(state.built_at), lang) : "–"],
    [word("period"), days],
    [word("items"), `${count(state.items, lang)} (${word("relevantItems")} ${number("relevant_items")})`],
    [word("unsure"), state.unlabelled_share === null ? "–" : percent(state.unlabelled_share)],
    [word("sources"), count(state.sources, lang)],
    [
      word("launches"),
      `${number("launches")} (${word("news")} ${number("news_launches")}, ${word("registry")} ${number("registry_launches")})`,
    ],
    [word("tagger"), text("tagger_version")],
    [word("lexicon"), text("lexicon_digest")],
    [word("program"), text("modeltide_version")],
  ];
  return h(
    "section",
    {},
    h("h2", {}, word("thisReport")),
    h(
      "dl",
      { class: "facts" },
      list.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]),
    ),
  );
}
