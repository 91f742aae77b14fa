import { type ChildNode, type Document, DomHandler, Element, isTag, Text } from "domhandler";
import { Parser } from "htmlparser2";

export type { ChildNode, Element } from "domhandler";

/** Elements nested deeper than this are left out and their text is given to the element above, as browsers do. */
const DEEPEST = 400;
/** The element around the whole page: what stands outside `<body>`, or without one, has a container too. */
export const ROOT = "x-page";
/** Characters of HTML that are read of one page; the rest is left. */
const LONGEST_PAGE = 6_000_000;
/** Nodes that are kept of one page; the rest is left. */
const MOST_NODES = 200_000;

/** A page parsed once: the tree, and all elements in document order. */
export interface Page {
  document: Document;
  roots: ChildNode[];
  elements: Element[];
  /** Nodes that the tree has. */
  nodes: number;
}

/**
 * Parses HTML of any quality into a bounded tree. Never throws. `startIndex` and `endIndex` of an element are its own
 * position in `elements` and that of the last one inside it.
 */
export function parsePage(html: string): Page {
  const handler = new BoundedHandler();
  const parser = new Parser(handler);
  parser.write(`<${ROOT}>`);
  parser.write(html.length > LONGEST_PAGE ? html.slice(0, LONGEST_PAGE) : html);
  parser.end();
  return { document: handler.root, roots: handler.dom, elements: handler.elements, nodes: handler.nodes };
}

/** True where `inner` is `outer` or lies inside it, both of one page. */
export function contains(outer: Element, inner: Element): boolean {
  const at = inner.startIndex ?? -1;
  return at >= (outer.startIndex ?? Number.POSITIVE_INFINITY) && at <= (outer.endIndex ?? Number.POSITIVE_INFINITY);
}

class BoundedHandler extends DomHandler {
  readonly elements: Element[] = [];
  nodes = 0;
  private skipped = 0;

  override onopentag(name: string, attribs: Record<string, string>): void {
    if (this.skipped > 0 || this.tagStack.length >= DEEPEST || this.nodes >= MOST_NODES) {
      this.skipped++;
      return;
    }
    this.nodes++;
    super.onopentag(name, attribs);
    const opened = this.tagStack[this.tagStack.length - 1];
    if (!(opened instanceof Element)) return;
    opened.startIndex = this.elements.length;
    this.elements.push(opened);
  }

  override onclosetag(): void {
    if (this.skipped > 0) this.skipped--;
    else {
      const closed = this.tagStack[this.tagStack.length - 1];
      if (closed instanceof Element) closed.endIndex = this.elements.length - 1;
      super.onclosetag();
    }
  }

  override ontext(data: string): void {
    if (this.nodes >= MOST_NODES) return;
    this.nodes++;
    super.ontext(data);
  }

  override oncomment(): void {}
  override oncommentend(): void {}
}

/** The element above, or null at the top. */
export function parentOf(node: ChildNode): Element | null {
  return node.parent !== null && isTag(node.parent) ? node.parent : null;
}

const SILENT = new Set(["script", "style", "noscript", "template", "iframe", "svg", "select", "head"]);

/** All text under a node with white space collapsed, at most `limit` characters. */
export function textOf(node: ChildNode, limit = 100_000): string {
  const parts: string[] = [];
  let length = 0;
  const stack: ChildNode[] = [node];
  for (let visited = 0; stack.length > 0 && length < limit && visited < limit + 500; visited++) {
    const top = stack.pop() as ChildNode;
    if (top instanceof Text) {
      parts.push(top.data);
      length += top.data.length;
    } else if (isTag(top) && (!SILENT.has(top.name) || top === node)) {
      if (top.name === "br") parts.push(" ");
      for (let at = top.children.length - 1; at >= 0; at--) stack.push(top.children[at] as ChildNode);
    }
  }
  return collapse(parts.join("").slice(0, limit));
}

/** White space of every kind becomes one space; zero-width spaces and marks go. */
export function collapse(text: string): string {
  return text
    .replace(/[\u200b\u200e\u200f\u00ad\u2060\ufeff]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** A text without tags, its character references resolved. */
export function decodeReferences(text: string): string {
  if (!text.includes("&")) return text;
  return parsePage(text)
    .elements.slice(0, 1)
    .flatMap((root) => root.children)
    .map((child) => (child instanceof Text ? child.data : ""))
    .join("");
}
