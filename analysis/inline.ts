import { createHash } from "node:crypto";

/**
 * A script as it may stand inside a page: an end tag would close it early, a comment's beginning would keep it from
 * closing at all.
 */
export function inlineScript(code: string): string {
  return code.replace(/<\/(script)/gi, "<\\/$1").replaceAll("<!--", "<\\!--");
}

/** What a content policy calls an inline script or style by; of the text as it stands in the page. */
export const policyHash = (text: string): string => `sha256-${createHash("sha256").update(text).digest("base64")}`;
