const HEAD = /^---\r?\n[\s\S]{0,20000}?\n---[^\S\n]*(?:\n|$)/;
const LONGEST = 200_000;

/** Markdown as plain lines, headings kept as they are: without its YAML head, code, images, tags and link targets. */
export function plainMarkdown(markdown: string): string {
  return withoutCode(markdown.trimStart().slice(0, LONGEST).replace(HEAD, ""))
    .replace(/<!--[\s\S]{0,2000}?-->/g, "")
    .replace(/<[a-z/][^<>]{0,500}>/gi, "")
    .replace(/!\[[^[\]\n]{0,300}\]\([^()\n]{0,1000}\)/g, "")
    .replace(/\[([^[\]\n]{0,300})\]\([^()\n]{0,1000}\)/g, "$1")
    .replace(/\*\*|__|`/g, "")
    .replace(/^[^\S\n]{0,20}(?:[-*+]|>)[^\S\n]+/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** Lines between fences are commands and programs, no sentences. */
function withoutCode(markdown: string): string {
  let inside = false;
  const lines = markdown.split("\n").filter((line) => {
    if (!/^\s{0,10}(?:```|~~~)/.test(line)) return !inside;
    inside = !inside;
    return false;
  });
  return lines.join("\n");
}
