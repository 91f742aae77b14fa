import { copyFileSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../../pipeline/root.ts";

export const shippedLexicon = join(packageRoot, "data", "lexicon");

export const VENDORS = `id,name_zh,name_en,aliases,ambiguous,kind,parent,home,basis
acme,阿克米,Acme,阿克米智能|Acme AI,,startup,,北京,public
bolt,,Bolt Labs,,Bolt,foreign,,US,public
hill,小山,Hill,小山集团,小山,large_group,,广东,public
`;
export const MODELS = `name,vendor,tier,industries,kind,aliases,ambiguous,basis
晨星,acme,general,,model,晨星大模型,,public
Orbit,bolt,general,,model,,,public
Orbit Code,bolt,application,software,agent,,,public
山泉,hill,industry,healthcare|finance,model,,山泉,public
`;

/** A lexicon folder of its own with the shipped taxonomy and vocabulary; files given by name replace the usual ones. */
export function lexiconFolder(files: Record<string, string> = {}): string {
  const dir = mkdtempSync(join(tmpdir(), "modeltide-lexicon-"));
  for (const name of ["taxonomy.yaml", "names.yaml"]) copyFileSync(join(shippedLexicon, name), join(dir, name));
  for (const [name, text] of Object.entries({ "vendors.csv": VENDORS, "models.csv": MODELS, ...files }))
    writeFileSync(join(dir, name), text);
  return dir;
}
