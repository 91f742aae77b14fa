/** What stands between a pair of quotation marks; offsets without the marks. */
export interface Quote {
  start: number;
  end: number;
}

/** Opening marks and what closes them: “ ” ‘ ’ 「 」 『 』 《 》, and straight marks, which crooked ones may close. */
const CLOSING: ReadonlyMap<number, string> = new Map([
  [0x201c, "”"],
  [0x2018, "’"],
  [0x300c, "」"],
  [0x300e, "』"],
  [0x300a, "》"],
]);
const STRAIGHT = 0x22;
const MAX_UNITS = 20;

/** Short quotations of a text, as names are put in: “文心一言”, 「天工」. */
export function quotesOf(text: string): Quote[] {
  const quotes: Quote[] = [];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit !== STRAIGHT && (unit < 0x2018 || unit > 0x300e)) continue;
    const close = CLOSING.get(unit);
    if (!close && unit !== STRAIGHT) continue;
    const inside = text.slice(at + 1, at + MAX_UNITS + 2);
    const length = close ? inside.indexOf(close) : inside.search(/["”]/);
    if (length < 2 || /[,，。:：!！?？\n]/.test(inside.slice(0, length))) continue;
    quotes.push({ start: at + 1, end: at + 1 + length });
    at += length + 1;
  }
  return quotes;
}
