/**
 * What pages that test for robots contain, whatever their status: taken from public reports on Chinese news sites and
 * from the two large content networks.
 */
const MARKS = [
  "TTGCaptcha",
  "verify_center",
  "aliyun_waf",
  "_waf_is_mobile",
  "Just a moment...",
  "challenge-platform",
  "cf-chl-",
  "安全检测",
  "安全验证",
  "访问验证",
  "人机验证",
  "访问过于频繁",
];
/** The same words as bytes: pages of the old kind are not UTF-8, and decoding every page only for this is dear. */
const GBK: Record<string, string> = {
  安全检测: "b0b2c8abbcecb2e2",
  安全验证: "b0b2c8abd1e9d6a4",
  访问验证: "b7c3cecad1e9d6a4",
  人机验证: "c8cbbbfad1e9d6a4",
  访问过于频繁: "b7c3cecab9fdd3dac6b5b7b1",
};
const NEEDLES: [mark: string, bytes: Buffer][] = MARKS.flatMap((mark) => {
  const forms: [string, Buffer][] = [[mark, Buffer.from(mark)]];
  const gbk = GBK[mark];
  if (gbk) forms.push([mark, Buffer.from(gbk, "hex")]);
  return forms;
});

/** Pages of this kind are short, and say what they are at their beginning. */
const SEARCHED = 16 * 1024;

/** The mark of a challenge that a body begins with; null where there is none. Real pages may carry such words too. */
export function challengeMark(body: Buffer): string | null {
  const start = body.subarray(0, SEARCHED);
  return NEEDLES.find(([, bytes]) => start.includes(bytes))?.[0] ?? null;
}
