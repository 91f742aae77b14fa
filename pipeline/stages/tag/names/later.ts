const LATER =
  /^\s?(?:正式)?(?:发布|推出|更新|升级|上线|获推|迎来)(?:了|至|到)?\s?([vV]?\d{1,4}(?:\.\d{1,4}){1,3}|[vV]\d{1,3})(?![\d.]|\s?[亿万%元倍])/;

/** The version that a name takes up again after its verb: `OpenClaw 发布 2026.4.9`. */
export function versionAfterVerb(text: string, end: number): string | null {
  return LATER.exec(text.slice(end, end + 24))?.[1] ?? null;
}
