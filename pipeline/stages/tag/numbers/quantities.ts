/** A number with its magnitude, as a text writes it; offsets in UTF-16 units, `value` multiplied out. */
export interface Quantity {
  start: number;
  end: number;
  value: number;
  /** The magnitude as written, lower case: `b`, `k`, `万`, `千亿`, or empty. */
  magnitude: string;
}

const QUANTITY =
  /(?:(\d{1,12}(?:,\d{3}){0,4}(?:\.\d{1,4})?)|([一二两三四五六七八九十]{1,4}))?\s?(万亿|千亿|百亿|十亿|千万|百万|十万|亿|万|千|百|(?:billion|million|trillion)(?![a-z])|[BMKT](?![A-Za-z])|[BMKT](?=tokens?(?![a-z])))?/giy;
const MAGNITUDES: Readonly<Record<string, number>> = {
  万亿: 1e12,
  千亿: 1e11,
  百亿: 1e10,
  十亿: 1e9,
  亿: 1e8,
  千万: 1e7,
  百万: 1e6,
  十万: 1e5,
  万: 1e4,
  千: 1e3,
  百: 100,
  trillion: 1e12,
  billion: 1e9,
  million: 1e6,
  t: 1e12,
  b: 1e9,
  m: 1e6,
  k: 1e3,
};
/** Significant digits of a value, as many as a whole number below 10¹² has at most. */
const DIGITS_KEPT = 12;
const DIGITS = "零一二三四五六七八九";
/** By unit, whether a quantity may start with it. */
const STARTS = new Uint8Array(1 << 15);
for (const char of "0123456789一二两三四五六七八九十百千万亿") STARTS[char.charCodeAt(0)] = 1;

/** All quantities of a text: `7B`, `1.6T`, `100 万`, `两百`, `千亿` (standing for 1 × 10¹¹). */
export function quantitiesOf(text: string): Quantity[] {
  const found: Quantity[] = [];
  for (let at = 0; at < text.length; at++) {
    if (STARTS[text.charCodeAt(at)] !== 1) continue;
    QUANTITY.lastIndex = at;
    const match = QUANTITY.exec(text);
    const whole = match?.[0].trimEnd() ?? "";
    if (!match || whole === "") continue;
    const [, arabic, chinese, magnitude = ""] = match;
    const number = arabic ? Number(arabic.replaceAll(",", "")) : chinese ? chineseNumber(chinese) : 1;
    // A number that goes on from a letter or a point belongs to a name (A22B, 3.5); "数千万" says no number.
    const before = text[at - 1] ?? "";
    const vague =
      (arabic !== undefined && /[A-Za-z.]/.test(before)) || (arabic === undefined && /[数几上近]/.test(before));
    if (!vague)
      found.push({
        start: at,
        end: at + whole.length,
        value: tidy(number * (MAGNITUDES[magnitude.toLowerCase()] ?? 1)),
        magnitude: magnitude.toLowerCase(),
      });
    at += whole.length - 1;
  }
  return found;
}

function chineseNumber(written: string): number {
  const digit = (char: string) => (char === "两" ? 2 : DIGITS.indexOf(char));
  const ten = written.indexOf("十");
  if (ten === -1) return [...written].reduce((sum, char) => sum * 10 + digit(char), 0);
  const tens = ten === 0 ? 1 : digit(written[ten - 1] ?? "一");
  const ones = written[ten + 1] ? digit(written[ten + 1] ?? "") : 0;
  return tens * 10 + ones;
}

/** Takes away what floating point adds: 1.1 × 10⁹ stays 1,100,000,000. Most numbers are small and whole. */
function tidy(value: number): number {
  return value < 10 ** DIGITS_KEPT && Number.isInteger(value) ? value : Number(value.toPrecision(DIGITS_KEPT));
}
