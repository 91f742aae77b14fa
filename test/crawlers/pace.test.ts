import { describe, expect, it } from "vitest";
import { Pace } from "../../crawlers/pace.ts";

/** Time that passes only when somebody waits. */
function stillClock() {
  let time = 1_000_000;
  return {
    now: () => time,
    sleep: async (ms: number) => {
      time += ms;
    },
    random: () => 0.5,
    pass: (ms: number) => {
      time += ms;
    },
  };
}
const { signal } = new AbortController();

describe("the pace", () => {
  it("leaves the pause between two requests to a host, and none between hosts", async () => {
    const clock = stillClock();
    const pace = new Pace(clock, { seconds: 5, backoffMs: 1000 });
    const starts: number[] = [];
    for (const host of ["a", "b", "a", "a"]) {
      const done = await pace.turn(host, signal);
      starts.push(clock.now() - 1_000_000);
      done();
    }
    expect(starts).toEqual([0, 0, 5000, 10_000]);
  });

  it("counts time that has passed already", async () => {
    const clock = stillClock();
    const pace = new Pace(clock, { seconds: 5, backoffMs: 1000 });
    (await pace.turn("a", signal))();
    clock.pass(60_000);
    await pace.turn("a", signal);
    expect(clock.now()).toBe(1_060_000);
  });

  it("gives no turn before what was asked is answered, and turns in the order of asking", async () => {
    const pace = new Pace(stillClock(), { seconds: 0, backoffMs: 1000 });
    const order: string[] = [];
    const done = await pace.turn("a", signal);
    const gone = new AbortController();
    const left = expect(pace.turn("a", gone.signal)).rejects.toThrow("gone");
    const later = ["first", "second"].map(async (name) => {
      const over = await pace.turn("a", signal);
      order.push(name);
      over();
    });
    (await pace.turn("b", signal))();
    gone.abort(new Error("gone"));
    await left;
    expect(order).toEqual([]);
    done();
    await Promise.all(later);
    expect(order).toEqual(["first", "second"]);
  });

  it("gives as many turns at a time as it may", async () => {
    const pace = new Pace(stillClock(), { seconds: 0, backoffMs: 1000, perHost: 2 });
    await Promise.all([pace.turn("a", signal), pace.turn("a", signal)]);
    const third = pace.turn("a", AbortSignal.timeout(20));
    await expect(third).rejects.toThrow();
  });

  it("obeys a longer wish at once and never a shorter one", async () => {
    const clock = stillClock();
    const pace = new Pace(clock, { seconds: 5, backoffMs: 1000 });
    (await pace.turn("a", signal))();
    pace.slowDown("a", 30);
    pace.slowDown("a", 1);
    (await pace.turn("a", signal))();
    (await pace.turn("a", signal))();
    expect(clock.now()).toBe(1_060_000);
  });

  it("obeys Retry-After in seconds and as a date, up to ten minutes", () => {
    const wait = (retryAfter: string): number => {
      const clock = stillClock();
      const pace = new Pace(clock, { seconds: 0, backoffMs: 1000 });
      pace.strike("a", "429", retryAfter);
      return pace.readyAt("a") - clock.now();
    };
    expect(wait("120")).toBe(120_000);
    expect(wait("600")).toBe(600_000);
    expect(wait("601")).toBe(1000);
    expect(wait(new Date(1_000_000 + 90_000).toUTCString())).toBe(90_000);
    expect(wait("soon")).toBe(1000);
  });

  it("backs off three times, twice as long each time, then lets the host rest", () => {
    const clock = stillClock();
    const pace = new Pace(clock, { seconds: 0, backoffMs: 1000 });
    const waits: number[] = [];
    while (pace.strike("a", "503")) {
      waits.push(pace.readyAt("a") - clock.now());
      clock.pass(waits.at(-1) ?? 0);
    }
    expect(waits).toEqual([1000, 2000, 4000]);
    expect(pace.resting("a")).toEqual({ kind: "failing", reason: "503" });
  });

  it("begins anew after an answer", () => {
    const pace = new Pace(stillClock(), { seconds: 0, backoffMs: 1000 });
    for (let at = 0; at < 10; at++) {
      expect(pace.strike("a", "503")).toBe(true);
      pace.succeed("a");
    }
  });
});
