import { type FieldPaths, refsOf } from "./fields.ts";
import { type Listing, listRequest, PAGE_LIMIT } from "./listing.ts";
import { revive } from "./nuxt.ts";

export interface EmbeddedStateOptions extends FieldPaths {
  /** Name of the global variable that the state is assigned to, or id of the script element that holds it. */
  name: string;
}

/** A list that stands in an HTML page as the state of its application. `{page}` in the address is the page's number. */
export function embeddedState(url: string, options: EmbeddedStateOptions): Listing {
  return {
    kind: "state",
    what: `${url} (${options.name}: "${options.items}")`,
    first: listRequest(url.replace("{page}", "1")),
    limit: PAGE_LIMIT,
    accept: "text/html, application/xhtml+xml;q=0.9, */*;q=0.5",
    read: (answer, request) => {
      const refs = refsOf(stateOf(answer.text, options.name), options, answer.url, answer.fetchedAt);
      const page = request.page + 1;
      const more = refs.length > 0 && url.includes("{page}");
      return { refs, next: more ? [listRequest(url.replace("{page}", String(page)), page)] : [] };
    },
  };
}

/**
 * The JSON that a page assigns to a global variable or keeps in a script element.
 * @throws Error where there is none by that name, or it is no JSON
 */
export function stateOf(html: string, name: string): unknown {
  const json = inScript(html, name) ?? assigned(html, name);
  if (json === null) throw new Error(`no embedded state "${name}"`);
  return revive(JSON.parse(json));
}

function inScript(html: string, id: string): string | null {
  const mark = [`id="${id}"`, `id='${id}'`].map((text) => html.indexOf(text)).find((found) => found >= 0);
  if (mark === undefined) return null;
  const start = html.indexOf(">", mark);
  const end = html.indexOf("</script", start);
  return start < 0 || end < 0 ? null : html.slice(start + 1, end);
}

function assigned(html: string, name: string): string | null {
  for (let from = html.indexOf(name); from >= 0; from = html.indexOf(name, from + name.length)) {
    const sign = /^["'\]]{0,2}\s{0,20}=\s{0,20}(?=[{[])/.exec(html.slice(from + name.length, from + name.length + 50));
    if (sign) return balanced(html, from + name.length + sign[0].length);
  }
  return null;
}

/** The object or array that begins at a position, up to its closing bracket; brackets in strings do not count. */
function balanced(text: string, start: number): string | null {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at++) {
    const char = text[at];
    if (quoted) {
      if (char === "\\") at++;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === "{" || char === "[") depth++;
    else if ((char === "}" || char === "]") && --depth === 0) return text.slice(start, at + 1);
  }
  return null;
}
