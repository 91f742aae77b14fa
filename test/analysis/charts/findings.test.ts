import { describe, expect, it } from "vitest";
import { resolveColours } from "../../../analysis/charts/colours.ts";
import type { ChartOptions } from "../../../analysis/charts/index.ts";
import { wilson } from "../../../analysis/charts/interval.ts";
import { chart as byWeek } from "../../../analysis/charts/launches-by-week.ts";
import {
  inLastQuarters,
  isUnfinished,
  lastQuarters,
  latestQuarter,
  quarterDays,
  weekEnd,
} from "../../../analysis/charts/periods.ts";
import {
  clipped,
  monthSpan,
  percent,
  plain,
  speaker,
  textWidth,
  timeName,
  wrap,
} from "../../../analysis/charts/text.ts";
import { chart as tierMix } from "../../../analysis/charts/tier-mix.ts";
import { createDocument } from "../../../analysis/render.ts";

const options: ChartOptions = {
  lang: "zh",
  width: 880,
  today: "2026-06-30",
  document: createDocument(),
  snapshot: {
    id: null,
    items: 100,
    sources: 3,
    unlabelled_share: 0.1,
    first_day: "2026-01-01",
    last_day: "2026-06-30",
  },
};

describe("the finding of launches by week", () => {
  const weeks = (launches: number[], items: number[]) =>
    launches.map((count, at) => {
      const start = new Date(Date.UTC(2026, 2, 2 + at * 7));
      return {
        week: `2026-W${10 + at}`,
        week_start: start.toISOString().slice(0, 10),
        week_end: new Date(start.getTime() + 6 * 86_400_000).toISOString().slice(0, 10),
        tier: "general",
        tier_zh: "通用大模型",
        tier_en: "general models",
        launches: count,
        items: items[at],
      };
    });
  const eight = (value: number) => Array<number>(8).fill(value);

  it("tells more and fewer where coverage stayed the same", () => {
    expect(byWeek.title(weeks([...eight(4), 9], [...eight(50), 50]), options)).toBe(
      "2026 年第 18 周发布 9 个，多于此前八周的均值 4 个",
    );
    expect(byWeek.title(weeks([...eight(4), 1], [...eight(50), 50]), options)).toContain("少于");
    expect(byWeek.title(weeks([...eight(4), 4], [...eight(50), 50]), options)).toContain("相当");
  });

  it("does not take more collecting for more launches", () => {
    expect(byWeek.title(weeks([...eight(4), 8], [...eight(50), 100]), options)).toContain("按条目折算并无此变化");
  });

  it("passes over a week in which hardly anything was collected", () => {
    expect(byWeek.title(weeks([...eight(4), 9, 0], [...eight(50), 50, 2]), options)).toContain("第 18 周发布 9 个");
  });
});

describe("the finding of the tier mix", () => {
  const month = (name: string, general: number, application: number) =>
    [
      ["general", general],
      ["industry", 0],
      ["application", application],
    ].map(([tier, launches]) => {
      const n = general + application;
      const interval = wilson(Number(launches), n);
      return {
        month: name,
        month_start: `${name}-01`,
        month_end: `${name}-28`,
        tier,
        tier_zh: tier,
        tier_en: tier,
        basis: "news",
        launches,
        month_launches: n,
        share: Number(launches) / n,
        share_low: interval.low,
        share_high: interval.high,
      };
    });

  it("names the month in which one tier overtook another", () => {
    const rows = [...month("2026-03", 60, 40), ...month("2026-04", 30, 70), ...month("2026-05", 20, 80)];
    expect(tierMix.title(rows, options)).toBe("应用在 2026 年 4 月超过通用大模型，2026 年 5 月占发布的 80%");
  });

  it("says when the lead is within the margin of error", () => {
    expect(tierMix.title([...month("2026-03", 6, 4), ...month("2026-04", 4, 6)], options)).toContain("误差之内");
  });

  it("calls a change a change only beyond the margin of error", () => {
    expect(tierMix.title([...month("2025-06", 7, 3), ...month("2026-05", 8, 2)], options)).toContain("没有超出误差");
    expect(tierMix.title([...month("2025-06", 60, 40), ...month("2026-05", 90, 10)], options)).toContain("60% 升到");
  });
});

describe("periods", () => {
  it("are unfinished until their last day is past and was collected", () => {
    const at = (today: string, last_day: string) => ({ today, snapshot: { ...options.snapshot, last_day } });
    expect(isUnfinished("2026-06-28", at("2026-06-28", "2026-06-28"))).toBe(true);
    expect(isUnfinished("2026-06-28", at("2026-06-29", "2026-06-27"))).toBe(false);
    expect(isUnfinished("2026-06-28", at("2026-09-01", "2026-06-10"))).toBe(true);
  });

  it("last quarter is the newest complete one with data", () => {
    const rows = ["2025-Q3 2025-09-30", "2026-Q1 2026-03-31", "2026-Q2 2026-06-30"].map((line) => {
      const [quarter = "", quarter_end = ""] = line.split(" ");
      return { quarter, quarter_end };
    });
    expect(latestQuarter(rows, options)).toBe("2026-Q1");
    expect(latestQuarter(rows.slice(2), options)).toBe("2026-Q2");
    expect(latestQuarter([], options)).toBeNull();
  });

  it("where no quarter is complete, one that only registries know of does not stand for the last", () => {
    const rows = ["2026-Q2", "2026-Q4"].map((quarter) => ({ quarter }));
    expect(
      latestQuarter(rows, { today: "2026-12-01", snapshot: { ...options.snapshot, last_day: "2026-05-01" } }),
    ).toBe("2026-Q2");
  });

  it("a year of quarters is four of the calendar, with or without rows", () => {
    const rows = ["2024-Q1", "2026-Q1"].map((quarter) => ({ quarter }));
    expect(lastQuarters(rows, options, 4)).toEqual(["2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1"]);
    expect(inLastQuarters(rows, options, 4)).toEqual([{ quarter: "2026-Q1" }]);
  });

  it("quarters and weeks end on the days of the calendar", () => {
    expect(quarterDays("2024-Q1")).toEqual({ first: "2024-01-01", last: "2024-03-31" });
    expect(quarterDays("2026-Q4")).toEqual({ first: "2026-10-01", last: "2026-12-31" });
    expect(["2026-W01", "2026-W53", "2021-W01"].map(weekEnd)).toEqual(["2026-01-04", "2027-01-03", "2021-01-10"]);
  });
});

describe("text", () => {
  it("breaks Chinese anywhere but before a closing mark, English between words", () => {
    expect(wrap("一二三四五，六", 50, 10)).toEqual(["一二三四", "五，六"]);
    expect(wrap("one two three", 40, 10)).toEqual(["one two", "three"]);
    expect(wrap("一二三四五六七八九十", 30, 10, { most: 2 })).toEqual(["一二三", "四五…"]);
    expect(wrap("一二三（四五", 40, 10)).toEqual(["一二三", "（四五"]);
  });

  it("cuts a word that no line could hold, and measures as it is told", () => {
    const lines = wrap("https://example.com/a-very-long-address", 60, 10);
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.every((line) => textWidth(line, 10) <= 60)).toBe(true);
    expect(wrap("aa bb cc", 5, 10, { measure: (text) => text.length })).toEqual(["aa bb", "cc"]);
  });

  it("cuts what is too wide and marks the cut", () => {
    expect(clipped("大模型大模型", 40, 10)).toBe("大模型…");
    expect(textWidth(clipped("a long English name", 60, 12), 12)).toBeLessThanOrEqual(60);
    expect(clipped("短", 60, 12)).toBe("短");
  });

  it("takes control and direction characters out of what came from outside", () => {
    expect(plain("a\u202eb\u0000c\n d")).toBe("a b c d");
    expect(plain(null)).toBe("");
  });

  it("writes spans of months, shares and stamps as people do", () => {
    expect(monthSpan("2026-05", "2026-07", "zh")).toBe("2026 年 5–7 月");
    expect(monthSpan("2025-11", "2026-01", "en")).toBe("Nov 2025–Jan 2026");
    expect([0, 0.001, 0.5].map(percent)).toEqual(["0%", "<1%", "50%"]);
    expect(timeName("2026-11-25T12:53:01+08:00", "en")).toBe("25 Nov 2026 12:53");
  });

  it("names a speaker in the reader's language", () => {
    expect(speaker("雷锋网 (Leiphone)", "en")).toBe("Leiphone");
    expect(speaker("雷锋网 (Leiphone)", "zh")).toBe("雷锋网");
    expect(speaker("某报", "en")).toBe("某报");
  });
});

describe("numbers and colours", () => {
  it("Wilson's interval holds for small counts", () => {
    expect(wilson(0, 5).low).toBe(0);
    expect(wilson(0, 5).high).toBeCloseTo(0.4345, 4);
    expect(wilson(5, 10).low).toBeCloseTo(0.237, 3);
    expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
  });

  it("resolves custom properties for files that stand alone and leaves them for a page", () => {
    const mark = '<rect fill="var(--mt-general,#0072b2)"/>';
    expect(resolveColours(mark, "light")).toBe('<rect fill="#0072b2"/>');
    expect(resolveColours(mark, "dark")).toBe('<rect fill="#56b4e9"/>');
    expect(resolveColours(mark, "page")).toBe(mark);
  });
});
