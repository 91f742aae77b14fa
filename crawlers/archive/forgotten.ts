import { SkipError } from "../../pipeline/types.ts";
import type { ArchiveState } from "./state.ts";
import { surt } from "./surt.ts";

const STATE = "forgotten";

/** Addresses that publishers asked to have removed and that must not come back. A trailing `*` stands for all below. */
export class Forgotten {
  readonly #state: ArchiveState;
  readonly #exact = new Set<string>();
  readonly #prefixes: string[] = [];

  constructor(state: ArchiveState) {
    this.#state = state;
    for (const address of this.#addresses()) this.#learn(address);
  }

  has(url: string): boolean {
    if (!this.#exact.size && !this.#prefixes.length) return false;
    const key = surt(url);
    return this.#exact.has(key) || this.#prefixes.some((prefix) => key.startsWith(prefix));
  }

  /** @throws SkipError where the address is to stay forgotten */
  refuse(url: string): void {
    if (!this.has(url)) return;
    throw new SkipError({
      en: `${url} was removed at its publisher's wish and stays out.`,
      zh: `${url} 已应发布者要求移除,不再收录。`,
    });
  }

  add(address: string): void {
    this.#state.write(STATE, [...new Set([...this.#addresses(), address])]);
    this.#learn(address);
  }

  #addresses(): string[] {
    const stored = this.#state.read(STATE);
    return Array.isArray(stored) ? stored.filter((entry) => typeof entry === "string") : [];
  }

  #learn(address: string): void {
    if (address.endsWith("*")) this.#prefixes.push(surt(address.slice(0, -1)));
    else this.#exact.add(surt(address));
  }
}
