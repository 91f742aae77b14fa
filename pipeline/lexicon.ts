import { createHash } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { lexiconError, type Numbered, readTable } from "./lexicon/table.ts";
import { readTaxonomy, type Taxonomy } from "./lexicon/taxonomy.ts";
import { type NameVocabulary, readVocabulary } from "./lexicon/vocabulary.ts";
import { INDUSTRIES, TIERS, VENDOR_KINDS } from "./types.ts";

export type { Taxonomy, TaxonomyLabel } from "./lexicon/taxonomy.ts";
export type { NameVocabulary } from "./lexicon/vocabulary.ts";

const list = z.string().transform((cell) =>
  cell
    .split("|")
    .map((part) => part.trim())
    .filter(Boolean),
);
const orNull = z.string().transform((cell) => cell || null);

const VendorRow = z
  .object({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, "an id is lower-case letters, digits and hyphens"),
    name_zh: z.string(),
    name_en: z.string(),
    aliases: list,
    ambiguous: list,
    kind: z.enum(VENDOR_KINDS),
    parent: orNull,
    home: orNull,
    basis: z.string(),
  })
  .refine((row) => row.name_zh || row.name_en, "a vendor needs a name")
  .transform(({ name_zh, name_en, ...row }) => ({ ...row, nameZh: name_zh, nameEn: name_en }));

const ModelRow = z.object({
  name: z.string().min(1),
  vendor: orNull,
  tier: z.enum(TIERS),
  industries: list.pipe(z.array(z.enum(INDUSTRIES))),
  kind: z.enum(["model", "assistant", "product", "agent", "device", "other"]),
  aliases: list,
  ambiguous: list,
  basis: z.string(),
});

/** An organisation. `aliases` always mean it, `ambiguous` forms only in context; `line` is its line in vendors.csv. */
export type LexiconVendor = Numbered<z.infer<typeof VendorRow>>;
/** A model family or product; tier `none` and kind `other` mark what is seldom a subject: frameworks, interfaces, systems. */
export type LexiconModel = Numbered<z.infer<typeof ModelRow>>;

export interface Lexicon {
  vendors: LexiconVendor[];
  models: LexiconModel[];
  taxonomy: Taxonomy;
  vocabulary: NameVocabulary;
  vendorById: ReadonlyMap<string, LexiconVendor>;
  /** SHA-256 of the four files, hexadecimal. */
  digest: string;
}

/** The files of a lexicon folder that `loadLexicon` reads. */
export const LEXICON_FILES = {
  vendors: "vendors.csv",
  models: "models.csv",
  taxonomy: "taxonomy.yaml",
  vocabulary: "names.yaml",
} as const;

/**
 * Reads `vendors.csv`, `models.csv`, `taxonomy.yaml` and `names.yaml` of a folder and checks them.
 * @throws AskError (exit 2) naming file and line where one is missing, unreadable, malformed or refers to nothing.
 */
export async function loadLexicon(dir: string): Promise<Lexicon> {
  const paths = { vendors: join(dir, LEXICON_FILES.vendors), models: join(dir, LEXICON_FILES.models) };
  const [vendors, models, taxonomy, vocabulary] = await Promise.all([
    readTable(paths.vendors, VendorRow),
    readTable(paths.models, ModelRow),
    readTaxonomy(join(dir, LEXICON_FILES.taxonomy)),
    readVocabulary(join(dir, LEXICON_FILES.vocabulary)),
  ]);
  const vendorById = new Map<string, LexiconVendor>();
  for (const vendor of vendors.rows) {
    if (vendorById.has(vendor.id)) throw lexiconError(paths.vendors, vendor.line, `the id ${vendor.id} stands twice`);
    vendorById.set(vendor.id, vendor);
  }
  for (const { parent, line } of vendors.rows) {
    if (parent && !vendorById.has(parent)) throw lexiconError(paths.vendors, line, `no vendor has the id ${parent}`);
  }
  for (const { vendor, line } of models.rows) {
    if (vendor && !vendorById.has(vendor)) throw lexiconError(paths.models, line, `no vendor has the id ${vendor}`);
  }
  const digest = createHash("sha256");
  for (const { text } of [vendors, models, taxonomy, vocabulary]) digest.update(text);
  return {
    vendors: vendors.rows,
    models: models.rows,
    taxonomy: taxonomy.taxonomy,
    vocabulary: vocabulary.vocabulary,
    vendorById,
    digest: digest.digest("hex"),
  };
}

/** The name a vendor is shown by: Chinese for Chinese organisations, English otherwise. */
export function vendorName(vendor: LexiconVendor): string {
  const { nameZh, nameEn, id } = vendor;
  return isForeign(vendor) ? nameEn || nameZh || id : nameZh || nameEn || id;
}

/** Whether a vendor is at home outside China; its `home` is then a country code. */
export function isForeign(vendor: LexiconVendor): boolean {
  return (
    vendor.kind === "foreign" || (/^[A-Z]{2}$/.test(vendor.home ?? "") && !/^(CN|HK|MO|TW)$/.test(vendor.home ?? ""))
  );
}
