import { generateOpml, parseOpml } from "feedsmith";
import { withoutDoctype } from "./discover/xml.ts";

/** A feed as an outline names it. */
export interface Outline {
  title: string;
  feed: string;
  site: string | null;
}

interface Node {
  text?: string | undefined;
  title?: string | undefined;
  xmlUrl?: string | undefined;
  htmlUrl?: string | undefined;
  outlines?: Node[] | undefined;
}

const DEPTH_MAX = 10;

/**
 * Feeds of an OPML file, of all its folders.
 * @throws Error where the text is no OPML
 */
export function readOpml(text: string): Outline[] {
  const opml = parseOpml(withoutDoctype(text));
  return collect((opml.body?.outlines ?? []) as Node[], 0);
}

/** An OPML file of feeds. */
export function writeOpml(title: string, outlines: Outline[]): string {
  return generateOpml({
    head: { title },
    body: {
      outlines: outlines.map(({ title: text, feed, site }) => ({
        text,
        title: text,
        type: "rss",
        xmlUrl: feed,
        ...(site ? { htmlUrl: site } : {}),
      })),
    },
  });
}

function collect(nodes: Node[], depth: number): Outline[] {
  if (depth > DEPTH_MAX) return [];
  return nodes.flatMap((node) => [
    ...(node.xmlUrl
      ? [{ title: node.title ?? node.text ?? node.xmlUrl, feed: node.xmlUrl, site: node.htmlUrl ?? null }]
      : []),
    ...collect(node.outlines ?? [], depth + 1),
  ]);
}
