import type { Taxonomy } from "../../lexicon.ts";
import type { Evidence, Label, Tags } from "../../types.ts";
import { measureName } from "./explain-measures.ts";

export type Lang = "zh" | "en";

/** What a reader needs beside the labels: the texts that evidence points into, and the names of labels. */
export interface ExplainContext {
  title: string;
  text: string;
  taxonomy: Taxonomy;
}

/** A readable account, line by line, of the labels of an item and what in its text spoke for each. */
export function explain(tags: Tags, lang: Lang, context: ExplainContext): string {
  const say = WORDS[lang];
  const name = (field: string, value: string | boolean) => labelName(context.taxonomy, field, String(value), lang);
  const lines: string[] = [];
  const single = (field: "relevant" | "event" | "tier") => {
    const label = tags[field] as Label<string | boolean>;
    const doubt = label.abstained ? say.review : "";
    lines.push(`${say[field]}${say.colon}${name(field, label.value)} (${percent(label.confidence)}${doubt})`);
    lines.push(...evidenceLines(label.evidence, lang, context));
  };
  single("relevant");
  single("event");
  single("tier");
  for (const field of ["vendors", "models", "industries"] as const) {
    if (!tags[field].length) lines.push(`${say[field]}${say.colon}${say.nothing}`);
    for (const entry of tags[field]) {
      lines.push(`${say[field]}${say.colon}${shownName(entry, field, lang)} (${percent(entry.confidence)})`);
      lines.push(...evidenceLines(entry.evidence, lang, context));
    }
  }
  for (const facet of ["market", "delivery", "concern", "modality"] as const) {
    const label = tags.facets[facet];
    if (!label.value.length) continue;
    lines.push(`${say[facet]}${say.colon}${label.value.map((value) => name(facet, value)).join(say.comma)}`);
    lines.push(...evidenceLines(label.evidence, lang, context));
  }
  lines.push(`${say.version}${say.colon}${tags.taggerVersion}`);
  return lines.join("\n");
}

function shownName(
  entry: { name: string; names: string[]; version?: string | null },
  field: string,
  lang: Lang,
): string {
  return field === "industries" && lang === "en" ? (entry.names[1] ?? entry.name) : entry.name;
}

function labelName(taxonomy: Taxonomy, field: string, value: string, lang: Lang): string {
  const label = taxonomy[field]?.find(({ id }) => id === value);
  return label ? `${label[lang]} [${value}]` : value;
}

/** Lines of a long text are folded, so that one label shows at most this many reasons. */
const MOST_REASONS = 5;

function evidenceLines(evidence: readonly Evidence[], lang: Lang, context: ExplainContext): string[] {
  return evidence.slice(0, MOST_REASONS).map((one) => `  - ${reason(one, lang, context)}`);
}

/** Rules whose features are measures, not words of the item. */
const MEASURING: ReadonlySet<string> = new Set(["subject", "together"]);

function reason(evidence: Evidence, lang: Lang, context: ExplainContext): string {
  const say = WORDS[lang];
  const [kind = "", ...rest] = evidence.rule.split(":");
  const what = say.rules[kind] ?? kind;
  const detail = rest.length ? ` (${rest.join(":")})` : "";
  const called = (name: string) => (MEASURING.has(kind) ? measureName(name, lang) : name);
  const weights = (evidence.features ?? []).map((f) => `${called(f.name)} ${f.weight > 0 ? "+" : ""}${f.weight}`);
  const weight = weights.length ? `${say.colon}${weights.join(say.comma)}` : "";
  if (evidence.start === undefined || evidence.end === undefined) return `${what}${detail}${weight}`;
  const field = evidence.field ?? "title";
  const written = [...context[field]].slice(evidence.start, evidence.end).join("").replace(/\s+/g, " ");
  return `${say[field]} ${evidence.start}–${evidence.end}${say.open}${written}${say.close} ${what}${detail}${evidence.features?.length === 1 ? ` +${evidence.features[0]?.weight}` : weight}`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

const WORDS = {
  zh: {
    relevant: "相关",
    event: "事件",
    tier: "层级",
    vendors: "厂商",
    models: "模型",
    industries: "行业",
    market: "市场",
    delivery: "交付",
    concern: "关切",
    modality: "模态",
    version: "标注器版本",
    title: "标题",
    text: "正文",
    nothing: "无",
    review: ",存疑,待人工复核",
    colon: ":",
    comma: "、",
    open: "「",
    close: "」",
    rules: {
      feature: "特征",
      cue: "线索词",
      lexicon: "词库",
      pattern: "句式",
      subject: "主角判断",
      together: "综合判断",
      "maker of the product": "由其产品推知",
    } as Record<string, string>,
  },
  en: {
    relevant: "Relevant",
    event: "Event",
    tier: "Tier",
    vendors: "Vendor",
    models: "Model",
    industries: "Industry",
    market: "Market",
    delivery: "Delivery",
    concern: "Concern",
    modality: "Modality",
    version: "Tagger version",
    title: "title",
    text: "text",
    nothing: "none",
    review: ", uncertain: goes to review",
    colon: ": ",
    comma: ", ",
    open: " “",
    close: "”",
    rules: {
      feature: "feature",
      cue: "cue",
      lexicon: "lexicon",
      pattern: "pattern",
      subject: "subject",
      together: "taken together",
    } as Record<string, string>,
  },
};
