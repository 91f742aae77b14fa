/** What UTF-8 read as GBK, GBK read as UTF-8, and UTF-8 read as Latin-1 look like. */
const MOJIBAKE =
  /锟斤拷|烫烫烫|鐨勬|鏄\p{L}|鍦ㄥ|銆傜|锛屽|锛岀|鈥滄|[ÃÂ][\u0080-\u00bf]|[äåæçèé][\u0080-\u00bf\u2010-\u2122]{1,2}/gu;
/** A Chinese character, its pinyin, the next character: what some sites put in against copying. */
const PINYIN = /\p{Script=Han}\s?(?:[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}\d?)\s?(?=\p{Script=Han})/gu;
const SAMPLE = 20_000;

/** Says how a text is garbled (`mojibake`, `replacement`, `pinyin`, `private`), or null where it reads. */
export function garbling(text: string): string | null {
  const sample = text.slice(0, SAMPLE);
  const length = [...sample.replace(/\s/g, "")].length;
  if (length < 10) return null;
  const share = (pattern: RegExp, weight: number) => ((sample.match(pattern)?.length ?? 0) * weight) / length;
  const spoilt = sample.match(/\uFFFD+/g)?.length ?? 0;
  if (spoilt >= 3 && spoilt / length > 0.015) return "replacement";
  if (share(MOJIBAKE, 2) > 0.05) return "mojibake";
  if (share(PINYIN, 3) > 0.5) return "pinyin";
  if (share(/[\uE000-\uF8FF]/g, 1) > 0.05) return "private";
  return null;
}
