import { dayName, plain } from "../../charts/text.ts";
import { launchName } from "../../launch-name.ts";
import { h, outside } from "./dom.ts";
import { drawer } from "./drawer.ts";
import { pieces } from "./evidence.ts";
import type { View } from "./view.ts";

/** One item that a mark stands for: what it says, where it stands, and the launches it reports; null where unknown. */
export function articleDialog(view: View, id: string, close: () => void): HTMLDialogElement | null {
  const { model, lang, word } = view;
  const report = model.reportsOfArticle.get(id)?.[0];
  const told = [...model.rows("buyer_concerns"), ...model.rows("story_spread")].find((row) => row.article_id === id);
  if (!report && !told) return null;
  const title = report ? plain(report.title.map(({ text }) => text).join("")) : plain(String(told?.title ?? ""));
  const day = report?.published_day ?? (told?.date as string | undefined) ?? String(told?.published ?? "").slice(0, 10);
  const publisher = plain(report?.publisher ?? String(told?.publisher ?? ""));
  const url = report?.url ?? (told?.url as string | null | undefined) ?? null;
  const launches = (model.reportsOfArticle.get(id) ?? []).flatMap(
    ({ launch_id }) => model.launchById.get(launch_id) ?? [],
  );
  const sentence = told?.sentence ? h("blockquote", {}, h("bdi", {}, plain(String(told.sentence)))) : null;
  return drawer(view, title, close, [
    h("p", { class: "kicker" }, publisher, day ? ` · ${dayName(day, lang)}` : ""),
    h("h2", {}, h("bdi", {}, title)),
    report?.excerpt.length ? h("p", {}, h("bdi", {}, pieces(view, report.excerpt))) : sentence,
    url ? h("p", {}, outside(url, `${word("original")} ↗`)) : null,
    launches.length
      ? h(
          "section",
          {},
          h("h3", {}, word("itsLaunches")),
          h(
            "ul",
            {},
            launches.map((launch) =>
              h("li", {}, h("a", { href: view.link("launches", { id: launch.id }) }, launchName(launch))),
            ),
          ),
        )
      : null,
  ]);
}
