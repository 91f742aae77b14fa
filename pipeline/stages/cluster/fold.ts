const UNITS = 65_536;

/** For each UTF-16 unit the one it is compared as: NFKC, lower case, letters and digits only; 0 for all others. */
const FOLDED = foldTable();

function foldTable(): Uint16Array {
  const table = new Uint16Array(UNITS);
  const word = /^[\p{L}\p{N}]$/u;
  for (let unit = 0; unit < UNITS; unit++) {
    const folded = String.fromCharCode(unit).normalize("NFKC").toLowerCase();
    if (folded.length === 1 && word.test(folded)) table[unit] = folded.charCodeAt(0);
  }
  return table;
}

/**
 * The units of a text that comparison looks at: without spaces, punctuation and markup signs, full-width forms and
 * capitals folded. Characters outside the basic plane are left out.
 */
export function foldUnits(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const folded = FOLDED[text.charCodeAt(at)];
    if (folded) units[length++] = folded;
  }
  return units.subarray(0, length);
}
