import { describe, expect, it } from "vitest";
import { parseTime, timesIn } from "../../../pipeline/stages/extract/times.ts";

const FETCHED = "2026-01-05T03:00:00Z";

describe("times as pages write them", () => {
  it.each([
    ["2019-09-07 13:43:45 来源:某报", "2019-09-07T13:43:45+08:00", "second"],
    ["2023-06-16T11:05:17+08:00", "2023-06-16T11:05:17+08:00", "second"],
    ["2023-06-16T03:05:17.000Z", "2023-06-16T11:05:17+08:00", "second"],
    ["2023-06-16 11:05:17  +0800", "2023-06-16T11:05:17+08:00", "second"],
    ["Fri, 16 Jun 2023 03:05:17 GMT", "2023-06-16T11:05:17+08:00", "second"],
    ["06/16/2023 11:05:17", "2023-06-16T11:05:17+08:00", "second"],
    ["2023/6/1 9:05:17", "2023-06-01T09:05:17+08:00", "second"],
    ["1581517074", "2020-02-12T22:17:54+08:00", "second"],
    ["1581517074000", "2020-02-12T22:17:54+08:00", "second"],
    ["2020年09月11日 18:05", "2020-09-11T18:05:00+08:00", "minute"],
    ["2020年9月11日18:05", "2020-09-11T18:05:00+08:00", "minute"],
    ["2023年6月1日 下午3:05", "2023-06-01T15:05:00+08:00", "minute"],
    ["Jun 16, 2023 5:03 PM", "2023-06-16T17:03:00+08:00", "minute"],
    ["民國112年6月16日 13:20", "2023-06-16T13:20:00+08:00", "minute"],
    ["发布时间：23-06-16 11:05", "2023-06-16T11:05:00+08:00", "minute"],
    ["2023.06.16", "2023-06-16", "day"],
    ["20190912", "2019-09-12", "day"],
  ])("%s is %s", (written, iso, precision) => {
    expect(parseTime(written, FETCHED)).toMatchObject({ iso, precision, relative: false });
  });

  it.each([
    ["刚刚", "2026-01-05T11:00:00+08:00"],
    ["5分钟前", "2026-01-05T10:55:00+08:00"],
    ["半小时前", "2026-01-05T10:30:00+08:00"],
    ["3小时前", "2026-01-05T08:00:00+08:00"],
    ["昨天 08:30", "2026-01-04T08:30:00+08:00"],
    ["前天", "2026-01-03"],
    ["2天前", "2026-01-03"],
  ])("%s is read against the fetch time, in Beijing", (written, iso) => {
    expect(parseTime(written, FETCHED)).toMatchObject({ iso, relative: true });
  });

  it("takes the latest year that is not in the future where none is written", () => {
    expect(parseTime("12月31日 10:00", FETCHED)?.iso).toBe("2025-12-31T10:00:00+08:00");
    expect(parseTime("01-04 10:20", FETCHED)?.iso).toBe("2026-01-04T10:20:00+08:00");
    expect(parseTime("1月6日", FETCHED)?.iso).toBe("2025-01-06");
  });

  it.each(["2023-13-01", "2023-02-30", "2023-06-16 25:10", "1980-01-01", "2026-01-08", "0000000001", "第3.5版"])(
    "refuses %s",
    (written) => {
      expect(parseTime(written, FETCHED)).toBeNull();
    },
  );

  it("gives every time of a text with its place", () => {
    const text = "2023-06-16 11:05 发布，2023-06-17 12:00 更新";
    expect(timesIn(text, FETCHED).map(({ start, end }) => text.slice(start, end))).toEqual([
      "2023-06-16 11:05",
      "2023-06-17 12:00",
    ]);
  });
});
