import { DOMParser } from "linkedom";

/**
 * A document to draw into, outside a browser. One serves any number of charts. It is an XML document, since linkedom
 * writes attributes of an HTML one in a form that is no XML.
 */
export function createDocument(): Document {
  return new DOMParser().parseFromString("<svg/>", "image/svg+xml") as unknown as Document;
}
