/**
 * Takes a document type declaration out of XML before anything reads it: entities, external ones above all, are never
 * resolved, and a declaration that grows when it is expanded has nothing to expand.
 */
export function withoutDoctype(xml: string): string {
  const start = xml.search(/<!DOCTYPE/i);
  if (start < 0) return xml;
  const bracket = xml.indexOf("[", start);
  const close = xml.indexOf(">", start);
  if (close < 0) return xml.slice(0, start);
  if (bracket < 0 || bracket > close) return xml.slice(0, start) + xml.slice(close + 1);
  const subsetEnd = xml.indexOf("]", bracket);
  const end = subsetEnd < 0 ? -1 : xml.indexOf(">", subsetEnd);
  return end < 0 ? xml.slice(0, start) : xml.slice(0, start) + xml.slice(end + 1);
}
