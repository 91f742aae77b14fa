import type { Text } from "../charts/text.ts";

/** Sections of a digest in their order. */
export const HEADINGS = {
  watch: { zh: "关注名单", en: "Watch list" },
  general: { zh: "通用大模型", en: "General models" },
  industry: { zh: "行业大模型", en: "Industry models" },
  application: { zh: "应用", en: "Applications" },
  promised: { zh: "已预告", en: "Promised" },
  ranks: { zh: "名次变化（近 13 周）", en: "Changes in rank (last 13 weeks)" },
  words: { zh: "升温的词", en: "Words on the rise" },
  claims: { zh: "说法核对", en: "Claims checked" },
  failed: { zh: "出问题的来源", en: "Sources that failed" },
} satisfies Record<string, Text>;
export type Heading = keyof typeof HEADINGS;
