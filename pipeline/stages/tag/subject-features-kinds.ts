import { TIERS, VENDOR_KINDS } from "../../types.ts";
import { type Candidate, type Candidates, FAR } from "./subject-candidates.ts";
import { gapBefore } from "./subject-extent.ts";
import type { ItemShape } from "./subject-features.ts";
import { type Measures, offset, rank } from "./subject-measures.ts";

const MODEL_KINDS = ["model", "assistant", "product", "agent", "device", "other"];

/** Measures that only vendors have: their products, rivals, subsidiaries. */
export function putVendor(m: Measures, c: Candidate, { vendors, models }: Candidates): void {
  const byTitle = (a: Candidate, b: Candidate) => (offset(a, "title") <= offset(b, "title") ? a : b);
  const best = c.products.length ? c.products.reduce(byTitle) : undefined;
  const at = Math.min(offset(c, "title"), offset(best, "title"));
  const others = models.filter((o) => o.vendor !== c.key && o.modelRow && o.modelRow.kind !== "other");
  m.put("implied", c.hits.length === 0);
  m.put("kind", c.vendorRow ? VENDOR_KINDS.indexOf(c.vendorRow.kind) : -1);
  m.put("products", c.products.length);
  m.put("platforms", c.products.filter((product) => product.modelRow?.kind === "other").length);
  m.put("productAt", offset(best, "title"));
  m.put("productTextAt", Math.min(FAR, ...c.products.map((p) => offset(p, "text"))));
  m.put(
    "productHits",
    c.products.reduce((sum, p) => sum + p.hits.length, 0),
  );
  m.put("productRank", best ? rank(models, best, "title") : FAR);
  m.put("rivalsBefore", others.filter((o) => offset(o, "title") < at).length);
  m.put("rivalVendors", vendors.filter((v) => v !== c && v.vendorRow && v.titleHits > 0).length);
  m.put(
    "child",
    vendors.some((v) => v.vendorRow?.parent === c.key),
  );
  m.put(
    "parent",
    vendors.some((v) => v.key === c.vendorRow?.parent),
  );
}

/** Measures that only models have: their makers, families, versions. */
export function putModel(m: Measures, c: Candidate, { candidates: { vendors, models }, found }: ItemShape): void {
  const family = c.modelRow?.name;
  const maker = vendors.find((v) => v.key === c.vendor);
  const first = c.hits[0];
  m.put("kind", c.modelRow ? MODEL_KINDS.indexOf(c.modelRow.kind) : -1);
  m.put("tier", c.modelRow ? TIERS.indexOf(c.modelRow.tier) : -1);
  m.put("family", family ? models.filter((o) => o.modelRow?.name === family).length : 0);
  m.put("makerAt", offset(maker, "title"));
  m.put("makerTextAt", offset(maker, "text"));
  m.put("makerHits", maker?.hits.length ?? 0);
  m.put("makerRank", maker ? rank(vendors, maker, "title") : FAR);
  m.put(
    "rivalsBefore",
    models.filter((o) => o.modelRow?.name !== family && offset(o, "title") < offset(c, "title")).length,
  );
  m.put("rivalVendors", vendors.filter((v) => v.vendorRow && v.titleHits > 0).length);
  m.put("versioned", c.version !== null);
  m.put("longer", models.filter((o) => o !== c && o.key.startsWith(c.key)).length);
  m.put("shorter", models.filter((o) => o !== c && c.key.startsWith(o.key)).length);
  m.put("vendorGap", first ? gapBefore(first, found, FAR) : FAR);
}
