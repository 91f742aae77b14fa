/** What stands between quotes or in a comment, or a semicolon outside of them. `$tag$ … $tag$` quotes too. */
const TOKEN =
  /'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|\$(\w*)\$[\s\S]*?(?:\$\1\$|$)|;/g;

/** Cuts whole statements, each ended by a semicolon, off the front of a text; `rest` is what is not ended yet. */
export function splitStatements(text: string): { statements: string[]; rest: string } {
  const statements: string[] = [];
  let from = 0;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token !== ";") continue;
    const statement = text.slice(from, index).trim();
    if (!isBlank(statement)) statements.push(statement);
    from = index + 1;
  }
  return { statements, rest: text.slice(from) };
}

/** True where nothing but spaces and comments stands. */
export function isBlank(text: string): boolean {
  return text.replace(/--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g, "").trim() === "";
}
