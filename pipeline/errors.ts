/** A message in the two languages that the product speaks. */
export interface Message {
  en: string;
  zh: string;
}

/** What a process exits with; one code for each kind of failure. */
export const EXIT = {
  done: 0,
  unexpected: 1,
  usage: 2,
  partial: 3,
  nothingFetched: 4,
  storeUnwritable: 5,
  diskFull: 6,
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/**
 * An error that says what happened, to what, and what to do next.
 * Subclasses are named by what the caller should do.
 */
export class ModeltideError extends Error {
  readonly text: Message;
  readonly exitCode: ExitCode;

  constructor(text: Message, options: { exitCode?: ExitCode; cause?: unknown } = {}) {
    super(text.en, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.text = text;
    this.exitCode = options.exitCode ?? EXIT.unexpected;
  }
}

/** Passing trouble: the same call may go through later. */
export class RetryError extends ModeltideError {}
/** This item is lost to the run, the run goes on; the item is counted with its reason. */
export class SkipError extends ModeltideError {}
/** Nothing more can be done in this run. */
export class StopError extends ModeltideError {}
/** The user must change something first: a file, a setting, an argument. */
export class AskError extends ModeltideError {
  constructor(text: Message, options: { exitCode?: ExitCode; cause?: unknown } = {}) {
    super(text, { exitCode: EXIT.usage, ...options });
  }
}

/** The message of anything thrown, for logs and drop reasons. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What an error says in both languages; those of other programs speak one. */
export const textOf = (error: unknown): Message =>
  error instanceof ModeltideError ? error.text : { en: messageOf(error), zh: messageOf(error) };
