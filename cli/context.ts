/** What every command is handed: streams, language, clock and environment, so that no room reads them itself. */
export interface CliContext {
  stdin: NodeJS.ReadableStream;
  out: (text: string) => void;
  err: (text: string) => void;
  lang: "zh" | "en";
  env: NodeJS.ProcessEnv;
  now: () => Date;
  signal: AbortSignal;
}
