import { describe, expect, it } from "vitest";
import { foldText } from "../../../pipeline/stages/segment/fold.ts";
import { CueMatcher } from "../../../pipeline/stages/tag/cues.ts";
import { focusOf } from "../../../pipeline/stages/tag/features-focus.ts";

const matcher = new CueMatcher(new Map([["relevance.strong", ["大模型", "AI"]]]));
const focus = (title: string) => {
  const { start, end, roundup } = focusOf(title, matcher.find(foldText(title)), []);
  return { text: title.slice(start, end), roundup };
};

describe("focus of a title", () => {
  it("is the first story about AI of a roundup", () => {
    expect(focus("某车企召回两万辆新车；某公司发布大模型新版本；外卖平台降低佣金")).toEqual({
      text: "某公司发布大模型新版本",
      roundup: true,
    });
  });

  it("is the whole title where one story is told", () => {
    const title = "某公司发布大模型，推理速度提高一倍";
    expect(focus(title)).toEqual({ text: title, roundup: false });
  });

  it("leaves the name of a column out", () => {
    expect(focus("某公司完成新一轮融资，加码大模型｜晨间快报").text).toBe("某公司完成新一轮融资，加码大模型");
  });

  it("keeps all of a roundup in which nothing is about AI", () => {
    const title = "某车企召回两万辆新车；外卖平台降低全部佣金";
    expect(focus(title)).toEqual({ text: title, roundup: true });
  });
});
