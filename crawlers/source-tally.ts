import type { Outcome } from "./article.ts";
import { farUnderHistory, noCounts, type SourceCounts, type SourceState } from "./health.ts";

/** Pages of a source that are looked at to see whether its selectors still find anything. */
const SAMPLED = 3;

/** What a source's crawl counted and met with, and what that says of the source. */
export class SourceTally {
  readonly counts: SourceCounts = noCounts();
  /** Articles on the first pages of the first way that named any; null while none did. */
  yielded: number | null = null;
  #troubles: { state: SourceState; message: string }[] = [];
  #sampled = 0;
  #missing: string[] = [];
  #bodiless = 0;

  settle(outcome: Outcome): void {
    this.counts[outcome.outcome]++;
    if (outcome.outcome !== "fetched" || !outcome.findings || this.#sampled >= SAMPLED) return;
    const findings = outcome.findings();
    if (!findings) return;
    this.#sampled++;
    this.#missing.push(...findings.missing);
    if (findings.missing.some((missing) => /^(?:body|state):/.test(missing))) this.#bodiless++;
  }

  /** Notes what went wrong; the first of each kind is told. */
  trouble(state: SourceState, message: string): void {
    if (!this.#troubles.some((known) => known.state === state)) this.#troubles.push({ state, message });
  }

  /** @param history what the source yielded in earlier runs */
  judge(history: number[]): { state: SourceState; message: string | null } {
    const of = (state: SourceState) => this.#troubles.find((trouble) => trouble.state === state);
    if (this.yielded === null) {
      const worst = of("blocked") ?? of("drifted") ?? of("unreachable");
      return worst ?? { state: "drifted", message: "its lists named nothing" };
    }
    const pages = (this.counts.blocked > 0 && of("blocked")) || (this.counts.failed > 0 && of("unreachable"));
    if (pages) return pages;
    const usual = farUnderHistory(this.yielded, history);
    if (usual !== null) {
      return { state: "drifted", message: `its lists named ${this.yielded} articles, usually ${usual}` };
    }
    if (this.#sampled > 0 && this.#bodiless === this.#sampled) {
      const selectors = [...new Set(this.#missing)].join("; ");
      return { state: "drifted", message: `found nothing on its pages: ${selectors}` };
    }
    return { state: "fine", message: this.#troubles[0]?.message ?? null };
  }
}
