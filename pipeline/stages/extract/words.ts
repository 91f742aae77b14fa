import type { Boilerplate, NamedPart } from "./boilerplate.ts";
import { type Element, parentOf } from "./dom.ts";

/**
 * What class and id say of an element: whether it frames articles (`furniture`) or holds them (`content`). The last word
 * of a name decides: `article-comment` is about comments.
 */
function roleOf(element: Element, boilerplate: Boilerplate): "furniture" | "content" | null {
  const { class: classes, id } = element.attribs;
  if (element.name === "nav" || element.name === "footer" || element.name === "aside") return "furniture";
  if (classes === undefined && id === undefined) return null;
  let role: "content" | null = null;
  for (const name of `${classes ?? ""} ${id ?? ""}`.slice(0, 400).split(/\s+/)) {
    if (/^(?:no|has|with|without)[-_]/.test(name)) continue;
    const last = boilerplate
      .cutWords(name)
      .findLast((word) => boilerplate.furniture.has(word) || boilerplate.content.has(word));
    if (last === undefined) continue;
    if (boilerplate.furniture.has(last)) return "furniture";
    role = "content";
  }
  return role;
}

/** True where the line's element or the one just above it carries one of the words. */
export function isNamed({ element }: { element?: Element }, part: NamedPart, boilerplate: Boilerplate): boolean {
  if (!element) return false;
  const above = parentOf(element);
  return hasWord(element, part, boilerplate) || (above !== null && hasWord(above, part, boilerplate));
}

/** True where class, id or property of an element carries one of the words. */
export function hasWord({ attribs }: Element, part: NamedPart, boilerplate: Boilerplate): boolean {
  const { class: classes, id, itemprop } = attribs;
  if (classes === undefined && id === undefined && itemprop === undefined) return false;
  const words = boilerplate.named[part];
  const cut = (names: string | undefined) =>
    names !== undefined && boilerplate.cutWords(names).some((word) => words.has(word));
  return cut(classes) || cut(id) || cut(itemprop);
}

/** Names remembered; pages of one site repeat theirs. */
const MOST_REMEMBERED = 20_000;

/** `post_related-List` → post, related, list, and each whole name without marks. Remembers what it has cut. */
export function createWordCutter(): (names: string) => string[] {
  const known = new Map<string, string[]>();
  return (names) => {
    const found = known.get(names);
    if (found) return found;
    if (known.size >= MOST_REMEMBERED) known.clear();
    const words = wordsOf(names);
    known.set(names, words);
    return words;
  };
}

function wordsOf(names: string): string[] {
  const words: string[] = [];
  for (const name of names.slice(0, 400).split(/\s+/)) {
    if (name === "") continue;
    const own: string[] = [];
    const parts = name
      .replace(/([a-z\d])([A-Z])/g, "$1 $2")
      .toLowerCase()
      .split(/[^a-z\d]+/);
    for (const part of parts) if (part !== "") own.push(part.replace(/\d+$/, "") || part);
    words.push(...own);
    if (parts.length > 1) words.push(parts.join(""), parts.join("-"));
  }
  return words;
}

/** Roles of elements, worked out once each. */
export class RoleBook {
  private readonly roles = new Map<Element, "furniture" | "content" | null>();
  private readonly outer = new Map<Element, Element[]>();

  constructor(private readonly boilerplate: Boilerplate) {}

  of(element: Element): "furniture" | "content" | null {
    const known = this.roles.get(element);
    if (known !== undefined) return known;
    const role = element.name === "body" || element.name === "html" ? null : roleOf(element, this.boilerplate);
    this.roles.set(element, role);
    return role;
  }

  /** Furniture containers around an element, outermost first and at most six, the element itself included. */
  furnitureAround(element: Element): Element[] {
    const known = this.outer.get(element);
    if (known) return known;
    const above = parentOf(element);
    const list = above ? this.furnitureAround(above) : [];
    const own = this.of(element) === "furniture" && list.length < 6 ? [...list, element] : list;
    this.outer.set(element, own);
    return own;
  }
}
