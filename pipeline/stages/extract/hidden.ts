import type { Boilerplate } from "./boilerplate.ts";
import type { Element } from "./dom.ts";

/** Why a reader cannot see an element: `gone` takes no room, `faint` is there and may be shown by a script. */
export type Hiding = "gone" | "faint";
export type HidingOf = (element: Element) => Hiding | null;

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
  return (element) => {
    const { style, class: classes, id, hidden } = element.attribs;
    if (hidden !== undefined && hidden !== "until-found") return "gone";
    if (style !== undefined && style.length < 5000) {
      if (GONE.test(style) || (NO_SIZE.test(style) && CLIPPED.test(style))) return "gone";
      if (FAINT.test(style)) return "faint";
    }
    if (id !== undefined && sheet.has(`#${id}`)) return "gone";
    if (classes !== undefined)
      for (const name of SHOWN_WIDER.test(classes) ? [] : classes.split(/\s+/))
        if (boilerplate.hiddenClasses.has(name) || sheet.has(`.${name}`)) return "gone";
    return null;
  };
}

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
    let depth = 0;
    let from = 0;
    let selector = "";
    for (let at = 0; at < flat.length; at++) {
      const char = flat[at];
      if (char === "{") {
        if (depth === 0) selector = flat.slice(from, at);
        depth++;
        from = at + 1;
      } else if (char === "}") {
        if (depth === 1 && /display\s*:\s*none/i.test(flat.slice(from, at)))
          for (const one of selector.split(",")) if (/^\s*[.#][\w-]+\s*$/.test(one)) found.add(one.trim());
        depth = Math.max(0, depth - 1);
        from = at + 1;
      }
    }
  }
  return found;
}
