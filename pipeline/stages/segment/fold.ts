/**
 * One UTF-16 unit as names are compared: lower case, half width, every kind of space the same. The folded text has
 * the length of the original, so offsets hold in both.
 */
export function foldUnit(unit: number): number {
  if (unit < 0x80) return unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit;
  if (unit >= 0x4e00 && unit <= 0x9fff) return unit;
  if (unit >= 0xff01 && unit <= 0xff5e) return foldUnit(unit - 0xfee0);
  if (unit === 0x3000 || unit === 0xa0 || (unit >= 0x2000 && unit <= 0x200b)) return 0x20;
  if (unit >= 0x2010 && unit <= 0x2015) return 0x2d;
  if (unit < 0x0590) {
    const lower = String.fromCharCode(unit).toLowerCase();
    return lower.length === 1 ? lower.charCodeAt(0) : unit;
  }
  return unit;
}

/** What may stand between the parts of a name or be left out: spaces, hyphens, underscores, middle dots. */
export function isJoint(folded: number): boolean {
  return folded === 0x20 || folded === 0x2d || folded === 0x5f || folded === 0xb7 || folded === 0x2022;
}

/** Latin, Greek or Cyrillic letter of a folded text. */
export function isLetter(folded: number): boolean {
  return (folded >= 0x61 && folded <= 0x7a) || (folded >= 0xdf && folded < 0x0590 && folded !== 0xf7);
}

export function isDigit(folded: number): boolean {
  return folded >= 0x30 && folded <= 0x39;
}

/** Chinese character of the basic planes. */
export function isHan(unit: number): boolean {
  return unit >= 0x3400 && unit <= 0x9fff;
}

/** The folded units of a text. */
export function foldText(text: string): Uint16Array {
  const folded = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) folded[i] = foldUnit(text.charCodeAt(i));
  return folded;
}

/** A name as the index keeps it: folded, without joints. */
export function foldName(name: string): string {
  for (let i = 0; i < name.length; i++) {
    const unit = name.charCodeAt(i);
    // Most names are Chinese or folded already: they are given back as they are.
    if (foldUnit(unit) === unit && !isJoint(unit)) continue;
    let folded = name.slice(0, i);
    for (let at = i; at < name.length; at++) {
      const next = foldUnit(name.charCodeAt(at));
      if (!isJoint(next)) folded += String.fromCharCode(next);
    }
    return folded;
  }
  return name;
}

/** A text in lower case. Chinese words, which have none, are given back without asking the tables of Unicode. */
export function lowerCase(text: string): string {
  for (let i = 0; i < text.length; i++) if (mayBeUpper(text.charCodeAt(i))) return text.toLowerCase();
  return text;
}

/** Whether only Latin capitals A–Z of a text are others in lower case, as of most Chinese texts. */
export function hasPlainCase(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x80 && mayBeUpper(unit)) return false;
  }
  return true;
}

/** A unit in lower case, of a text that has plain case. */
export function lowerUnit(unit: number): number {
  return unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit;
}

/** Whether a unit may be another in lower case: no Chinese character, punctuation, digit or small Latin letter is. */
function mayBeUpper(unit: number): boolean {
  if (unit < 0x80) return unit >= 0x41 && unit <= 0x5a;
  return !((unit >= 0x3000 && unit <= 0x9fff) || (unit >= 0x2000 && unit <= 0x206f) || isWidePunctuation(unit));
}

/** ，：！？；（） and the like in full width. */
function isWidePunctuation(unit: number): boolean {
  return unit >= 0xff00 && unit <= 0xff20;
}
