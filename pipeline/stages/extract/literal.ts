/** Values are read to this depth; deeper ones become null. */
const DEEPEST = 60;
/** Most values read of one literal. */
const MOST = 200_000;

/**
 * Reads a JSON or JavaScript literal that begins at `start` of a script, as far as it can: unquoted keys, single
 * quotes, trailing commas and calls after a value are taken; what is no literal becomes null. Never throws.
 */
export function readLiteral(script: string, start: number): unknown {
  return new LiteralReader(script, start).value(0);
}

class LiteralReader {
  private read = 0;

  constructor(
    private readonly script: string,
    private at: number,
  ) {}

  value(depth: number): unknown {
    this.space();
    if (++this.read > MOST) {
      this.at = this.script.length;
      return null;
    }
    const char = this.script[this.at];
    if (char === "{") return depth < DEEPEST ? this.object(depth) : this.skip();
    if (char === "[") return depth < DEEPEST ? this.array(depth) : this.skip();
    if (char === '"' || char === "'" || char === "`") return this.string(char);
    if (this.script.startsWith("JSON.parse(", this.at)) return this.parsed();
    const word = /[^,\]}\s;:]{1,60}/y;
    word.lastIndex = this.at;
    const found = word.exec(this.script)?.[0] ?? "";
    this.at += found.length;
    if (/^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(found)) return Number(found);
    return found === "true" ? true : found === "false" ? false : null;
  }

  private parsed(): unknown {
    this.at += "JSON.parse(".length;
    this.space();
    const quote = this.script[this.at];
    if (quote !== '"' && quote !== "'") return null;
    const text = this.string(quote);
    this.at++;
    try {
      return JSON.parse(text);
    } catch {
      return null;
    }
  }

  private object(depth: number): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    this.at++;
    while (this.at < this.script.length) {
      this.space();
      const char = this.script[this.at];
      if (char === "}" || char === undefined) break;
      if (char === ",") {
        this.at++;
        continue;
      }
      const key = this.key();
      this.space();
      if (this.script[this.at] !== ":") {
        if (!this.toNext()) break;
        continue;
      }
      this.at++;
      const value = this.value(depth + 1);
      if (key !== "__proto__") result[key] = value;
      if (!this.toNext()) break;
    }
    this.at++;
    return result;
  }

  private array(depth: number): unknown[] {
    const result: unknown[] = [];
    this.at++;
    while (this.at < this.script.length) {
      this.space();
      const char = this.script[this.at];
      if (char === "]" || char === undefined) break;
      if (char === ",") {
        this.at++;
        continue;
      }
      result.push(this.value(depth + 1));
      if (!this.toNext()) break;
    }
    this.at++;
    return result;
  }

  private key(): string {
    const char = this.script[this.at];
    if (char === '"' || char === "'") return this.string(char);
    const word = /[\w$-]{1,80}/y;
    word.lastIndex = this.at;
    const found = word.exec(this.script)?.[0] ?? "";
    this.at += Math.max(1, found.length);
    return found;
  }

  private string(quote: string): string {
    const from = ++this.at;
    let escaped = false;
    while (this.at < this.script.length) {
      const char = this.script[this.at];
      if (char === "\\") {
        escaped = true;
        this.at += 2;
      } else if (char === quote) break;
      else this.at++;
    }
    const raw = this.script.slice(from, this.at);
    this.at++;
    return escaped ? unescaped(raw) : raw;
  }

  /** Past whatever follows a value (`.slice(6, -6)`, `|| ""`) to the next comma or closing bracket of this level. */
  private toNext(): boolean {
    let depth = 0;
    while (this.at < this.script.length) {
      const char = this.script[this.at] as string;
      if (char === '"' || char === "'" || char === "`") {
        this.string(char);
        continue;
      }
      if (char === "(" || char === "{" || char === "[") depth++;
      else if (char === ")" || char === "}" || char === "]") {
        if (depth === 0) return char !== ")";
        depth--;
      } else if (depth === 0 && (char === "," || char === ";")) return char === ",";
      this.at++;
    }
    return false;
  }

  private skip(): null {
    this.at++;
    this.toNext();
    this.at++;
    return null;
  }

  private space(): void {
    const space = /\s+/y;
    space.lastIndex = this.at;
    this.at += space.exec(this.script)?.[0].length ?? 0;
  }
}

const ESCAPES: Record<string, string> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f", v: "\v", "0": "\0" };

function unescaped(raw: string): string {
  return raw.replace(
    /\\(?:u\{([\da-fA-F]{1,6})\}|u([\da-fA-F]{4})|x([\da-fA-F]{2})|([\s\S]))/g,
    (_, long, four, two, one) => {
      const hex = long ?? four ?? two;
      if (hex === undefined) return ESCAPES[one] ?? one;
      const code = Number.parseInt(hex, 16);
      return code > 0x10ffff ? "\uFFFD" : String.fromCodePoint(code);
    },
  );
}
