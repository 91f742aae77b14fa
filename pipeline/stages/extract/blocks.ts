import { isTag, isText } from "domhandler";
import { type ChildNode, collapse, type Element, parentOf, ROOT } from "./dom.ts";
import type { HidingOf } from "./hidden.ts";

type BlockKind = "text" | "heading" | "code" | "cell";

/** A piece of a line between two inline elements' edges, and the innermost element around it. */
export interface Run {
  text: string;
  element: Element;
}

/** One line of a page as a reader sees it: a paragraph, a heading, a list item, a line between two `<br>`. */
export interface Block {
  text: string;
  kind: BlockKind;
  /** 1–6 for headings, otherwise 0. */
  level: number;
  /** The block element that the line stands in. */
  element: Element;
  /** Characters without white space, all and those inside links. */
  chars: number;
  linkChars: number;
  links: number;
  /** Every character is bold: the line may be a subhead. */
  bold: boolean;
  /** The line's text cut where an inline element begins or ends; short lines only. */
  runs: Run[];
  /** Outermost element that hides the line. */
  hiddenBy: Element | null;
}

const BLOCKS = new Set(
  (
    `${ROOT} ` +
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form " +
    "h1 h2 h3 h4 h5 h6 header hr html li main menu nav ol p pre section summary table tbody tfoot thead tr ul"
  ).split(" "),
);
const SKIPPED = new Set(
  "script style noscript template iframe select option svg canvas object embed video audio head title textarea datalist map button".split(
    " ",
  ),
);
const LINE_STARTS = /^(?:div|p|table|ul|ol|section|h[1-6]|blockquote|article|pre|dl|center)$/;
const LONGEST_WITH_RUNS = 300;

/** The lines of a tree in reading order, hidden ones marked. One visit to each node. */
export function blocksOf(roots: ChildNode[], hiding: HidingOf): Block[] {
  const lines = new LineBuilder();
  for (const root of roots) walk(root, hiding, lines);
  lines.flush();
  return lines.blocks;
}

function walk(root: ChildNode, hiding: HidingOf, lines: LineBuilder): void {
  let node: ChildNode | null = root;
  while (node) {
    if (isText(node)) lines.text(node.data);
    else if (isTag(node) && !SKIPPED.has(node.name)) {
      lines.enter(node, hiding(node));
      if (node.firstChild) {
        node = node.firstChild;
        continue;
      }
      lines.leave(node);
    }
    while (node && node !== root && !node.next) {
      node = parentOf(node);
      if (node) lines.leave(node as Element);
    }
    node = node === root ? null : (node?.next ?? null);
  }
}

class LineBuilder {
  readonly blocks: Block[] = [];
  private open: Element[] = [];
  private hidden: Element[] = [];
  private runs: Run[] = [];
  private run = "";
  private inline: Element[] = [];
  private total = 0;
  private linked = 0;
  private boldChars = 0;
  private links = 0;
  private inLink = 0;
  private inBold = 0;
  private inPre = 0;

  enter(element: Element, hides: boolean): void {
    const { name } = element;
    if (hides) {
      this.flush();
      this.hidden.push(element);
    }
    if (isBlock(element)) {
      this.flush();
      this.open.push(element);
      this.inline.push(element);
    } else if (name === "br") this.flush();
    else if (name === "td" || name === "th") this.write(this.total > 0 ? " | " : "");
    else {
      this.cut();
      this.inline.push(element);
    }
    if (name === "a") {
      this.inLink++;
      this.links++;
    }
    if (name === "strong" || name === "b") this.inBold++;
    if (name === "pre") this.inPre++;
  }

  leave(element: Element): void {
    const { name } = element;
    if (isBlock(element)) {
      this.flush();
      this.open.pop();
      this.inline.pop();
    } else if (this.inline.at(-1) === element) {
      this.cut();
      this.inline.pop();
    }
    if (this.hidden.at(-1) === element) {
      this.flush();
      this.hidden.pop();
    }
    if (name === "a") this.inLink--;
    if (name === "strong" || name === "b") this.inBold--;
    if (name === "pre") this.inPre--;
  }

  text(data: string): void {
    const lines = this.inPre === 0 ? [data] : data.split("\n");
    for (const [at, line] of lines.entries()) {
      if (at > 0) this.flush();
      this.write(line);
    }
  }

  flush(): void {
    this.cut();
    const element = this.open.at(-1);
    if (element && this.total > 0) {
      const raw = this.runs.map((run) => run.text).join("");
      const text = this.inPre > 0 ? raw.replace(/[\r\u200b\ufeff]/g, "").trimEnd() : collapse(raw);
      if (text !== "") this.blocks.push(this.block(element, text));
    }
    this.runs = [];
    this.total = this.linked = this.boldChars = 0;
    this.links = this.inLink > 0 ? 1 : 0;
  }

  private block(element: Element, text: string): Block {
    return {
      text,
      ...kindOf(element),
      element,
      chars: this.total,
      linkChars: this.linked,
      links: this.links,
      bold: this.boldChars >= this.total,
      runs: text.length <= LONGEST_WITH_RUNS ? collapsed(this.runs) : [],
      hiddenBy: this.hidden[0] ?? null,
    };
  }

  private cut(): void {
    const element = this.inline.at(-1) ?? this.open.at(-1);
    if (this.run !== "" && element) this.runs.push({ text: this.run, element });
    this.run = "";
  }

  private write(data: string): void {
    if (data === "" || (this.total === 0 && this.inPre === 0 && /^\s*$/.test(data))) return;
    this.run += data;
    const chars = inkOf(data);
    this.total += chars;
    if (this.inLink > 0) this.linked += chars;
    if (this.inBold > 0) this.boldChars += chars;
  }
}

const collapsed = (runs: Run[]): Run[] =>
  runs.map((run) => ({ ...run, text: collapse(run.text) })).filter((run) => run.text !== "");

/** Characters that are no white space. */
function inkOf(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x20 && code !== 0xa0 && code !== 0x3000 && code !== 0x200b && code !== 0xfeff) count++;
  }
  return count;
}

/** Cells that hold blocks of their own lay a page out; others are cells of a table, read as one line a row. */
function isBlock(element: Element): boolean {
  if (BLOCKS.has(element.name)) return true;
  if (element.name !== "td" && element.name !== "th" && element.name !== "caption") return false;
  return element.children.some((child) => isTag(child) && (LINE_STARTS.test(child.name) || child.name === "br"));
}

function kindOf(element: Element): { kind: BlockKind; level: number } {
  let node: Element | null = element;
  for (let up = 0; node && up < 4; up++, node = parentOf(node)) {
    const { name } = node;
    if (/^h[1-6]$/.test(name)) return { kind: "heading", level: Number(name[1]) };
    if (name === "pre") return { kind: "code", level: 0 };
    if (up === 0 && (name === "td" || name === "tr" || name === "th")) return { kind: "cell", level: 0 };
  }
  return { kind: "text", level: 0 };
}
