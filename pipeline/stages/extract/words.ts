import type { Boilerplate } from "./boilerplate.ts";
import { type Element, parentOf } from "./dom.ts";

/** What class and id say of an element: whether it frames articles (`furniture`) or holds them (`content`). */
export function roleOf(element: Element, boilerplate: Boilerplate): "furniture" | "content" | null {
  const { class: classes, id } = element.attribs;
  if (element.name === "nav" || element.name === "footer" || element.name === "aside") return "furniture";
  if (classes === undefined && id === undefined) return null;
  let content = false;
  for (const word of wordsOf(`${classes ?? ""} ${id ?? ""}`)) {
    if (boilerplate.furniture.has(word)) return "furniture";
    if (boilerplate.content.has(word)) content = true;
  }
  return content ? "content" : null;
}

/** True where the line's element or the one just above it carries one of the words in class, id or property. */
export function isNamed(line: { element?: Element }, words: ReadonlySet<string>): boolean {
  let node: Element | null = line.element ?? null;
  for (let up = 0; node && up < 2; up++, node = parentOf(node)) {
    const names = `${node.attribs.class ?? ""} ${node.attribs.id ?? ""} ${node.attribs.itemprop ?? ""}`;
    if (names.length > 2 && wordsOf(names).some((word) => words.has(word))) return true;
  }
  return false;
}

/** `post_related-List` → post, related, list, and each whole name without marks. */
export function wordsOf(names: string): string[] {
  const words: string[] = [];
  for (const name of names.slice(0, 400).split(/\s+/)) {
    if (name === "") continue;
    const parts = name
      .replace(/([a-z\d])([A-Z])/g, "$1 $2")
      .toLowerCase()
      .split(/[^a-z\d]+/);
    for (const part of parts) if (part !== "") words.push(part.replace(/\d+$/, "") || part);
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
