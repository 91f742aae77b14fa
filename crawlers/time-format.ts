const DIGITS: Record<string, string> = {
  YYYY: "\\d{4}",
  MM: "\\d{1,2}",
  DD: "\\d{1,2}",
  HH: "\\d{1,2}",
  mm: "\\d{2}",
  ss: "\\d{2}",
};

/**
 * Whether a text contains a time written in a format.
 * @param format letters `YYYY MM DD HH mm ss`, everything else as it stands, blanks loosely
 */
export function fitsTimeFormat(text: string, format: string): boolean {
  const pattern = format.replace(/YYYY|MM|DD|HH|mm|ss|\s+|[\\^$.*+?()[\]{}|]/g, (part) =>
    /^\s/.test(part) ? "\\s{0,4}" : (DIGITS[part] ?? `\\${part}`),
  );
  return new RegExp(pattern).test(text.slice(0, 500));
}
