import type { Boilerplate } from "./boilerplate.ts";
import type { Element } from "./dom.ts";

/** True where a reader cannot see an element. */
export type HidingOf = (element: Element) => boolean;

const GONE =
  /(?:^|;)\s*(?:display\s*:\s*none|font-size\s*:\s*0(?:px|em|%)?\s*(?:;|!|$)|text-indent\s*:\s*-\d{3,}|(?:left|top|margin-left)\s*:\s*-\d{4,}|color\s*:\s*transparent)/i;
const FAINT = /(?:^|;)\s*(?:visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$))/i;
const NO_SIZE = /(?:^|;)\s*(?:max-)?(?:height|width)\s*:\s*[01](?:px|em|%)?\s*(?:;|!|$)/i;
const CLIPPED = /overflow\s*:\s*hidden/i;
/** Utility classes that hide on small screens only: `hidden md:block`. */
const SHOWN_WIDER = /(?:^|\s)(?:sm|md|lg|xl|2xl):(?:block|flex|grid|inline|table|contents)/;
/** Characters of a page's own style sheets that are read for what they hide. */
const LONGEST_SHEET = 200_000;

/** Tells of each element whether it hides itself, by attribute, style, class, or the page's own style sheets. */
export function hidingOf(elements: Element[], boilerplate: Boilerplate): HidingOf {
  const sheet = hiddenBySheet(elements);
  const known = new Map<string, boolean>();
  const hidesByStyle = (style: string): boolean => {
    const found = known.get(style) ?? (GONE.test(style) || FAINT.test(style) || isClipped(style));
    known.set(style, found);
    return found;
  };
  return (element) => {
    const { style, class: classes, id, hidden } = element.attribs;
    if (hidden !== undefined && hidden !== "until-found") return true;
    if (style !== undefined && style.length < 5000 && hidesByStyle(style)) return true;
    if (id !== undefined && sheet.has(`#${id}`)) return true;
    if (classes !== undefined)
      for (const name of SHOWN_WIDER.test(classes) ? [] : classes.split(/\s+/))
        if (boilerplate.hiddenClasses.has(name) || sheet.has(`.${name}`)) return true;
    return false;
  };
}

const isClipped = (style: string) => NO_SIZE.test(style) && CLIPPED.test(style);

/** Plain class and id selectors that the page's `<style>` elements hide; rules inside @media do not count. */
function hiddenBySheet(elements: Element[]): Set<string> {
  const found = new Set<string>();
  let read = 0;
  for (const element of elements) {
    if (element.name !== "style") continue;
    const first = element.children[0];
    const css = first && "data" in first ? first.data : "";
    if (!css.includes("none") || read + css.length > LONGEST_SHEET) continue;
    read += css.length;
    const flat = css.replace(/\/\*[^*]{0,2000}\*\//g, "");
    collectHidden(flat, found);
  }
  return found;
}

function collectHidden(css: string, found: Set<string>): void {
  let depth = 0;
  let from = 0;
  let selector = "";
  for (const { 0: brace, index } of css.matchAll(/[{}]/g)) {
    if (brace === "{") {
      if (depth === 0) selector = css.slice(from, index);
      depth++;
    } else {
      if (depth === 1 && /display\s*:\s*none/i.test(css.slice(from, index)))
        for (const one of selector.split(",")) if (/^\s*[.#][\w-]+\s*$/.test(one)) found.add(one.trim());
      depth = Math.max(0, depth - 1);
    }
    from = index + 1;
  }
}
