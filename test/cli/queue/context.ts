import type { CliContext } from "../../../cli/context.ts";

/** The context of a command that says nothing. */
export const quietContext = (): CliContext => ({
  stdin: process.stdin,
  out: () => {},
  err: () => {},
  lang: "en",
  env: {},
  now: () => new Date(),
  signal: new AbortController().signal,
  terminal: false,
  exitWith: () => {},
  text: (message) => message.en,
});
