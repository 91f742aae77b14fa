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
  let folded = "";
  for (let i = 0; i < name.length; i++) {
    const unit = foldUnit(name.charCodeAt(i));
    if (!isJoint(unit)) folded += String.fromCharCode(unit);
  }
  return folded;
}
