/** Turns a text into simplified characters and mainland words, code point by code point: offsets hold in both. */
export type Simplifier = (text: string) => string;

const HAN = /\p{Script=Han}+/gu;

/**
 * Loads the tables, some 700 kB, of OpenCC. Words of Taiwan become those of the mainland (軟體 → 软件) in every run of Han
 * characters whose length that leaves as it was; other runs keep their words and change their characters only.
 */
export async function loadSimplifier(): Promise<Simplifier> {
  const { Converter } = await import("opencc-js/t2cn");
  const words = Converter({ from: "twp", to: "cn" });
  const characters = Converter({ from: "t", to: "cn" });
  const character = (one: string): string => {
    const simple = characters(one);
    return codePoints(simple) === 1 ? simple : one;
  };
  return (text) =>
    text.replace(HAN, (run) => {
      const length = codePoints(run);
      for (const convert of [words, characters]) {
        const converted = convert(run);
        if (codePoints(converted) === length) return converted;
      }
      return Array.from(run, character).join("");
    });
}

const codePoints = (text: string): number => {
  let count = 0;
  for (const _ of text) count++;
  return count;
};
