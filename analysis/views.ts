import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** One view or macro for people: its name and the statements that make and describe it. */
export interface ViewFile {
  name: string;
  sql: string;
  /** Its first line says so: the build works the rows out once and stores them. */
  prepared: boolean;
}

/**
 * All views of a folder, `<name>.sql` each, so ordered that a view comes after those it reads.
 * @throws Error where views read each other in a circle.
 */
export async function loadViews(dir: string): Promise<ViewFile[]> {
  const files = (await readdir(dir)).filter((file) => file.endsWith(".sql")).sort();
  const views = await Promise.all(
    files.map(async (file) => {
      const sql = await readFile(join(dir, file), "utf8");
      return { name: file.slice(0, -4), sql, prepared: sql.startsWith("-- Prepared") };
    }),
  );
  return inOrder(views);
}

function inOrder(views: ViewFile[]): ViewFile[] {
  const names = new Set(views.map(({ name }) => name));
  const ordered: ViewFile[] = [];
  let rest = views;
  while (rest.length) {
    const done = new Set(ordered.map(({ name }) => name));
    const ready = rest.filter((view) => reads(view, names).every((name) => done.has(name)));
    if (!ready.length) throw new Error(`views read each other in a circle: ${rest.map(({ name }) => name).join(", ")}`);
    ordered.push(...ready);
    rest = rest.filter((view) => !ready.includes(view));
  }
  return ordered;
}

/** Views that a view reads. They are always written with their schema. */
function reads({ name, sql }: ViewFile, names: Set<string>): string[] {
  const found = [...sql.matchAll(/\b(?:FROM|JOIN)\s+main\.(\w+)/gi)].map((match) => match[1] ?? "");
  return [...new Set(found)].filter((other) => other !== name && names.has(other));
}
