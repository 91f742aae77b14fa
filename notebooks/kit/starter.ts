import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { escapeMarkup } from "../../analysis/escape.ts";
import { AskError } from "../../pipeline/errors.ts";

const NAME = /^[a-z0-9][a-z0-9-]{0,59}$/;

/**
 * Writes a notebook that runs at once: a question in SQL, a table, a chart of its own, one of the report's.
 * @throws AskError where the name is no file name, or the notebook is there already
 */
export function newNotebook(folder: string, name: string, lang: "zh" | "en"): string {
  if (!NAME.test(name) || name === "index") {
    throw new AskError({
      en: `"${name}" cannot name a notebook: use lower-case letters, digits and hyphens, like price-history.`,
      zh: `“${name}”不能作笔记本的名称：请用小写字母、数字和连字符，如 price-history。`,
    });
  }
  const path = join(folder, `${name}.html`);
  if (existsSync(path)) {
    throw new AskError({
      en: `${path} is there already: choose another name, or edit it.`,
      zh: `${path} 已经存在：请换个名称，或直接编辑它。`,
    });
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, starter(name, lang), { flag: "wx" });
  return path;
}

function starter(name: string, lang: "zh" | "en"): string {
  const words = {
    en: {
      intro: "Write your question here, and what the answer means.",
      rows: "Launches of each month, by tier, from the published database:",
      own: "The same as a chart:",
      report: "And one of the report's charts:",
      month: "month",
      count: "launches",
    },
    zh: {
      intro: "在这里写下问题，以及答案说明什么。",
      rows: "已发布数据库中每月、每个层级的发布数：",
      own: "画成图：",
      report: "也可以直接用报告里的图：",
      month: "月份",
      count: "发布数",
    },
  }[lang];
  return `<!doctype html>
<notebook theme="air">
  <title>${escapeMarkup(name)}</title>
  <script id="1" type="text/markdown">
    # ${name}

    ${words.intro}

    ${words.rows}
  </script>
  <script id="2" type="application/sql" pinned="" output="launches">
    SELECT strptime(month, '%Y-%m')::DATE AS month, tier_zh AS tier, count(*) AS n
    FROM launches
    WHERE released AND tier <> 'none' AND month IS NOT NULL
    GROUP BY ALL
    ORDER BY ALL
  </script>
  <script id="3" type="text/markdown">
    ${words.own}
  </script>
  <script id="4" type="module" pinned="">
    Plot.plot({
      width,
      x: {label: "${words.month}"},
      y: {label: "${words.count}", grid: true},
      color: {legend: true},
      marks: [Plot.rectY(launches, {x: "month", y: "n", interval: "month", fill: "tier", tip: true}), Plot.ruleY([0])]
    })
  </script>
  <script id="5" type="text/markdown">
    ${words.report}
  </script>
  <script id="6" type="module" pinned="">
    import {drawChart} from "modeltide:charts";

    display(drawChart("tier-mix", {width}));
  </script>
</notebook>
`;
}
