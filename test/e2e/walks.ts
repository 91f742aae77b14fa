import type { Page } from "playwright";

export type Step = (page: Page) => Promise<unknown>;

const menu =
  (name: string): Step =>
  (page) =>
    page.getByRole("navigation").getByRole("link", { name, exact: true }).click();

/** From the first page of the Chinese report to the answer of a question, by clicks and choices alone. */
export const WALKS = {
  "industry-models": [menu("厂商"), (page: Page) => page.click("#sort-industry")],
  seventy: [menu("说法核对"), (page: Page) => page.locator(".claim").first().getByText("看计入的发布").click()],
  "finance-worries": [menu("主题"), (page: Page) => page.selectOption("#theme-industry", "finance")],
  "failed-source": [menu("来源")],
} satisfies Record<string, Step[]>;
export type Walk = keyof typeof WALKS;

/** File of the picture of a step in docs/images; steps count from 1. */
export const pictureOf = (walk: string, step: number): string => `walk-${walk}-${step}.png`;
