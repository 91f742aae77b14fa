import type { Boilerplate } from "./boilerplate.ts";
import { type Element, parentOf } from "./dom.ts";

/**
 * What class and id say of an element: whether it frames articles (`furniture`) or holds them (`content`). The last word
 * of a name decides: `article-comment` is about comments.
 */
export function roleOf(element: Element, boilerplate: Boilerplate): "furniture" | "content" | null {
  const { class: classes, id } = element.attribs;
  if (element.name === "nav" || element.name === "footer" || element.name === "aside") return "furniture";
  if (classes === undefined && id === undefined) return null;
  let role: "content" | null = null;
  for (const name of `${classes ?? ""} ${id ?? ""}`.slice(0, 400).split(/\s+/)) {
    if (/^(?:no|has|with|without)[-_]/.test(name)) continue;
    const last = wordsOf(name).findLast((word) => boilerplate.furniture.has(word) || boilerplate.content.has(word));
    if (last === undefined) continue;
    if (boilerplate.furniture.has(last)) return "furniture";
    role = "content";
  }
  return role;
}

/** True where the line's element or the one just above it carries one of the words. */
export function isNamed({ element }: { element?: Element }, words: ReadonlySet<string>): boolean {
  if (!element) return false;
  const above = parentOf(element);
  return hasWord(element, words) || (above !== null && hasWord(above, words));
}

/** True where class, id or property of an element carries one of the words. */
export function hasWord({ attribs }: Element, words: ReadonlySet<string>): boolean {
  const { class: classes, id, itemprop } = attribs;
  if (classes === undefined && id === undefined && itemprop === undefined) return false;
  return wordsOf(`${classes ?? ""} ${id ?? ""} ${itemprop ?? ""}`).some((word) => words.has(word));
}

/** `post_related-List` → post, related, list, and each whole name without marks. */
export function wordsOf(names: string): string[] {
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
