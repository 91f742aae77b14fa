import { NotDelivered } from "./channel.ts";

const TIMEOUT_MS = 15_000;
const LONGEST_ANSWER = 4000;

/**
 * Posts JSON to a webhook and gives the answer's text. Messages never name the address: it holds the channel's secret.
 * @throws NotDelivered to be tried again where the server was busy or could not be reached, for good where it refused
 */
export async function postJson(url: string, body: string): Promise<string> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json; charset=utf-8" },
      body,
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (error) {
    const code = (error as { cause?: { code?: string } }).cause?.code ?? (error as Error).name;
    const neverLeft = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"].includes(code);
    throw new NotDelivered(`no answer (${code})`, { again: neverLeft, unsure: !neverLeft });
  }
  const answer = (await response.text().catch(() => "")).slice(0, LONGEST_ANSWER);
  if (response.ok) return answer;
  const busy = response.status === 429 || response.status >= 500;
  throw new NotDelivered(`HTTP ${response.status}`, { again: busy });
}

/** Robots answer 200 with a code of their own; anything but 0 is a refusal, some of which pass. */
export function checkCode(answer: string, passing: number[]): void {
  let code: unknown;
  try {
    const parsed = JSON.parse(answer) as Record<string, unknown>;
    code = parsed.errcode ?? parsed.code ?? parsed.StatusCode;
  } catch {
    throw new NotDelivered(`an answer that is no JSON: ${answer.slice(0, 100)}`);
  }
  if (code === 0) return;
  throw new NotDelivered(`refused with code ${String(code)}`, { again: passing.includes(Number(code)) });
}
