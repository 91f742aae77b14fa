import { TIERS, VENDOR_KINDS } from "../../types.ts";
import { type Candidate, type Candidates, FAR } from "./subject-candidates.ts";
import { gapBefore } from "./subject-extent.ts";
import type { ItemShape } from "./subject-features.ts";
import { type Measures, offset, rank } from "./subject-measures.ts";

const MODEL_KINDS = ["model", "assistant", "product", "agent", "device", "other"];

/** Measures that only vendors have: their products, rivals, subsidiaries. */
export function putVendor(m: Measures, c: Candidate, { vendors, models }: Candidates): void {
  let best: Candidate | undefined;
  let platforms = 0;
  let productTextAt = FAR;
  let productHits = 0;
  for (const product of c.products) {
    if (!best || product.titleAt < best.titleAt) best = product;
    if (product.modelRow?.kind === "other") platforms++;
    productTextAt = Math.min(productTextAt, product.textAt);
    productHits += product.hits.length;
  }
  const at = Math.min(c.titleAt, offset(best, "title"));
  let rivalsBefore = 0;
  for (const o of models)
    if (o.vendor !== c.key && o.modelRow && o.modelRow.kind !== "other" && o.titleAt < at) rivalsBefore++;
  let rivalVendors = 0;
  let child = false;
  let parent = false;
  for (const { key, vendorRow, titleHits } of vendors) {
    if (key !== c.key && vendorRow && titleHits > 0) rivalVendors++;
    child ||= vendorRow?.parent === c.key;
    parent ||= key === c.vendorRow?.parent;
  }
  m.put("implied", c.hits.length === 0);
  m.put("kind", c.vendorRow ? VENDOR_KINDS.indexOf(c.vendorRow.kind) : -1);
  m.put("products", c.products.length);
  m.put("platforms", platforms);
  m.put("productAt", offset(best, "title"));
  m.put("productTextAt", productTextAt);
  m.put("productHits", productHits);
  m.put("productRank", best ? rank(models, best, "title") : FAR);
  m.put("rivalsBefore", rivalsBefore);
  m.put("rivalVendors", rivalVendors);
  m.put("child", child);
  m.put("parent", parent);
}

/** Measures that only models have: their makers, families, versions. */
export function putModel(m: Measures, c: Candidate, { candidates: { vendors, models }, found }: ItemShape): void {
  const family = c.modelRow?.name;
  const first = c.hits[0];
  let maker: Candidate | undefined;
  let rivalVendors = 0;
  for (const vendor of vendors) {
    if (vendor.key === c.vendor) maker = vendor;
    if (vendor.vendorRow && vendor.titleHits > 0) rivalVendors++;
  }
  let [members, rivalsBefore, longer, shorter] = [0, 0, 0, 0];
  for (const o of models) {
    const same = o.modelRow?.name === family;
    if (same) members++;
    else if (o.titleAt < c.titleAt) rivalsBefore++;
    if (o === c) continue;
    if (o.key.startsWith(c.key)) longer++;
    if (c.key.startsWith(o.key)) shorter++;
  }
  m.put("kind", c.modelRow ? MODEL_KINDS.indexOf(c.modelRow.kind) : -1);
  m.put("tier", c.modelRow ? TIERS.indexOf(c.modelRow.tier) : -1);
  m.put("family", family ? members : 0);
  m.put("makerAt", offset(maker, "title"));
  m.put("makerTextAt", offset(maker, "text"));
  m.put("makerHits", maker?.hits.length ?? 0);
  m.put("makerRank", maker ? rank(vendors, maker, "title") : FAR);
  m.put("rivalsBefore", rivalsBefore);
  m.put("rivalVendors", rivalVendors);
  m.put("versioned", c.version !== null);
  m.put("longer", longer);
  m.put("shorter", shorter);
  m.put("vendorGap", first ? gapBefore(first, found, FAR) : FAR);
}
