import type { Extracted } from "../../types.ts";

/** Frequent characters that only one of the two scripts has. */
const SIMPLIFIED = new Set(
  "这个们来国说时会对发经过种样现动学后还从实开关点问应当头间将级质进两达运机网业东车书长门单报见专让认识无",
);
const TRADITIONAL = new Set(
  "這個們來國說時會對發經過種樣現動學後還從實開關點問應當頭間將級質進兩達運機網業東車書長門單報見專讓認識無",
);

/** The language of a text by its letters; the first 4,000 characters decide. */
export function languageOf(text: string): Extracted["lang"] {
  let chinese = 0;
  let kana = 0;
  let latin = 0;
  let simplified = 0;
  let traditional = 0;
  for (const char of text.slice(0, 4000)) {
    const code = char.codePointAt(0) ?? 0;
    if (code >= 0x4e00 && code <= 0x9fff) {
      chinese++;
      if (SIMPLIFIED.has(char)) simplified++;
      else if (TRADITIONAL.has(char)) traditional++;
    } else if (code >= 0x3040 && code <= 0x30ff) kana++;
    else if ((code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)) latin++;
  }
  if (kana > 0.15 * (chinese + kana)) return "other";
  if (chinese * 5 >= latin && chinese > 0) return traditional > simplified ? "zh-Hant" : "zh";
  return latin > 0 ? "en" : "other";
}

/** Makes a converter from traditional to simplified characters and mainland words; its tables load on first use. */
export async function loadSimplifier(): Promise<(text: string) => string> {
  const { Converter } = await import("opencc-js/t2cn");
  return Converter({ from: "twp", to: "cn" });
}
