import { md as kitMd } from "observable:runtime/stdlib/md.js";

/**
 * Markdown with values put in as text: Notebook Kit would read a value's own markup, and values are crawled titles more
 * often than markup. Elements go in as they are.
 */
export const md = (strings: TemplateStringsArray, ...values: unknown[]): Node => kitMd(strings, ...values.map(asText));

function asText(value: unknown): unknown {
  if (value instanceof Node) return value;
  if (Array.isArray(value)) return value.map(asText);
  return String(value).replace(/[&<>"'`*_[\]()!#|~\\$]/g, (char) => `&#${char.charCodeAt(0)};`);
}
