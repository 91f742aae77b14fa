import { describe, expect, it } from "vitest";
import { plainMarkdown } from "../../../crawlers/discover/markdown.ts";

describe("Markdown of a model card", () => {
  it("keeps headings and sentences, and drops head, code, images, tags and link targets", () => {
    const card = `---
license: apache-2.0
tags:
- chat
---
<p align="center"><img src="logo.png"/></p>

# 山海-7B
![速度](speed.png)

**山海-7B** 是一个[开放权重](https://example.org/w)的模型，当 a < b 时也成立。

- 支持 \`128K\` 上下文
\`\`\`python
import model
\`\`\`
<!-- 草稿 -->
> 仅供研究。`;
    expect(plainMarkdown(card).split(/\n+/)).toEqual([
      "# 山海-7B",
      "山海-7B 是一个开放权重的模型，当 a < b 时也成立。",
      "支持 128K 上下文",
      "仅供研究。",
    ]);
  });

  it("leaves a rule between paragraphs alone, and takes a head that never ends for text", () => {
    expect(plainMarkdown("第一段\n\n---\n\n第二段")).toBe("第一段\n\n---\n\n第二段");
    expect(plainMarkdown("---\nlicense: mit")).toBe("---\nlicense: mit");
  });

  it("ends in time on text made to be slow", { timeout: 10_000 }, () => {
    for (const part of ["<!--", "[", "![](", "<a ", "---\n", "```\n"]) plainMarkdown(part.repeat(200_000));
  });
});
