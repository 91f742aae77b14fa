import { count } from "./text.ts";

export type Measure = "parameters" | "context";

/** `7B`, `1.5T` or `70 亿`, `1.5 万亿`; tokens as `128K`, `1M` or `12.8 万`. */
export function amount(value: number, measure: Measure, lang: "zh" | "en"): string {
  const digits = (n: number) => (n >= 100 ? 0 : 1);
  const units: [number, string][] =
    measure === "context"
      ? [
          [1e6, "M"],
          [1e3, "K"],
        ]
      : lang === "zh"
        ? [
            [1e12, " 万亿"],
            [1e8, " 亿"],
            [1e4, " 万"],
          ]
        : [
            [1e12, "T"],
            [1e9, "B"],
            [1e6, "M"],
          ];
  const [unit, name] = units.find(([size]) => value >= size) ?? [1, ""];
  return `${count(value / unit, lang, digits(value / unit))}${name}`;
}
