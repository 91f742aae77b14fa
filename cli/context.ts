import type { ExitCode, Message } from "../pipeline/errors.ts";

export type Lang = "zh" | "en";

/** What every command is handed: streams, language, clock and environment, so that no room reads them itself. */
export interface CliContext {
  stdin: NodeJS.ReadableStream;
  /** Results go here; one call writes the text as it is. */
  out: (text: string) => void;
  /** Progress and messages go here. */
  err: (text: string) => void;
  lang: Lang;
  env: NodeJS.ProcessEnv;
  now: () => Date;
  /** Aborted by Ctrl-C: finish what is safely on disk and stop. */
  signal: AbortSignal;
  /** True where progress may be redrawn in place. */
  terminal: boolean;
  /** What the process exits with where the command ends without an error but not with everything done. */
  exitWith: (code: ExitCode) => void;
  /** The message in the user's language. */
  text: (message: Message) => string;
}

/** `--lang` before the locale's language; Chinese for zh locales, otherwise English. */
export function languageOf(argv: string[], env: NodeJS.ProcessEnv): Lang {
  const at = argv.indexOf("--lang");
  const asked = at >= 0 ? argv[at + 1] : argv.find((argument) => argument.startsWith("--lang="))?.slice(7);
  const locale = asked ?? env.LC_ALL ?? env.LC_MESSAGES ?? env.LANG ?? "";
  return locale.toLowerCase().startsWith("zh") ? "zh" : "en";
}

/** Control characters of crawled text must not reach the terminal: escape sequences could rewrite what is on it. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, (char) => (char === "\n" || char === "\t" ? char : "\uFFFD"));
}
