import { count, type Lang } from "./charts/text.ts";

/** Number of parameters as people write it: 720 亿, 72 B. */
export function parameterCount(value: number, lang: Lang): string {
  if (lang === "zh") {
    return value >= 1e12 ? `${count(value / 1e12, lang, 2)} 万亿参数` : `${count(value / 1e8, lang, 2)} 亿参数`;
  }
  return value >= 1e12 ? `${count(value / 1e12, lang, 2)} T parameters` : `${count(value / 1e9, lang, 2)} B parameters`;
}

/** Context window in tokens. */
export function contextLength(value: number, lang: Lang): string {
  if (lang === "zh")
    return value >= 1e4 ? `上下文 ${count(value / 1e4, lang, 1)} 万 token` : `上下文 ${count(value, lang)} token`;
  return value >= 1e6
    ? `${count(value / 1e6, lang, 1)} M tokens of context`
    : `${count(value / 1e3, lang)} K tokens of context`;
}

/** A price in CNY per million tokens. */
export const pricePerMillion = (value: number, lang: Lang): string =>
  ({ zh: `每百万 token ${count(value, lang, 3)} 元`, en: `CNY ${count(value, lang, 3)} per million tokens` })[lang];
