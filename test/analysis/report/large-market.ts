import type { Row } from "../../../pipeline/store/tables.ts";
import { launch, type Store, VENDORS } from "../fixture.ts";

const TIERS = ["general", "industry", "application"];
const INDUSTRIES = ["finance", "healthcare", "software"];

/** So many launches over three years, evenly spread over tiers, vendors and days: a third of them have an industry. */
export async function putLargeMarket(store: Store, count: number): Promise<void> {
  await store.put("vendors", VENDORS);
  await store.put(
    "launches",
    Array.from({ length: count }, (_, at): Row => {
      const day = new Date(Date.UTC(2023, 0, 1) + (at % 1095) * 86_400_000).toISOString().slice(0, 10);
      const tier = TIERS[at % 3] ?? "general";
      return launch(`模型 ${at}`, day, {
        tier,
        vendor_id: VENDORS[at % 7 === 0 ? 1 : at % 2]?.id,
        industries: tier === "industry" ? [INDUSTRIES[at % INDUSTRIES.length] ?? "finance"] : [],
        basis: "registry",
        date_precision: "day",
      });
    }),
  );
}
