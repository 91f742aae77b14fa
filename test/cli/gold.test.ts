import { expect, it } from "vitest";
import { predictGold } from "../../cli/gold.ts";
import { GoldItem } from "../../pipeline/eval/gold.ts";

it("labels items in traditional characters as the pipeline does: like their simplified twins", async () => {
  const labels = { relevant: true, event: "launch", tier: "general", vendors: [], models: [], industries: [] };
  const item = (id: string, title: string) => GoldItem.parse({ id, title, text: "", labels });
  const found = await predictGold([item("simple", "华为发布盘古大模型"), item("traditional", "華為發布盤古大模型")]);
  const [simple, traditional] = [found.get("simple"), found.get("traditional")];
  expect(simple).toMatchObject({ relevant: { value: "true" }, vendors: [{ names: expect.arrayContaining(["华为"]) }] });
  expect(traditional).toEqual(simple);
});
