import type { DuckDBConnection } from "@duckdb/node-api";
import { rows } from "./database.ts";

interface ColumnRow {
  schema: string;
  relation: string;
  about: string | null;
  name: string;
  type: string;
  comment: string | null;
}

/** Every view and table with its columns and their comments, as Markdown; views for people come first. */
export async function dataDictionary(connection: DuckDBConnection): Promise<string> {
  const columns = await rows<ColumnRow>(
    connection,
    `SELECT c.schema_name AS schema, c.table_name AS relation, coalesce(t.comment, v.comment) AS about,
            c.column_name AS name, c.data_type AS type, c.comment
     FROM duckdb_columns() c
     LEFT JOIN duckdb_tables() t ON t.schema_name = c.schema_name AND t.table_name = c.table_name
     LEFT JOIN duckdb_views() v ON v.schema_name = c.schema_name AND v.view_name = c.table_name
     WHERE NOT c.internal AND c.database_name = current_database() AND c.table_name <> 'migrations' AND c.schema_name <> 'prepared'
     ORDER BY c.schema_name, c.table_name, c.column_index`,
  );
  const macros = await rows<{ name: string; parameters: string[]; comment: string | null }>(
    connection,
    `SELECT function_name AS name, parameters, comment FROM duckdb_functions()
     WHERE schema_name = 'main' AND NOT internal AND function_type = 'table_macro' ORDER BY function_name`,
  );
  const relations = [...new Set(columns.map(({ schema, relation }) => `${schema}.${relation}`))];
  const section = (name: string): string => {
    const own = columns.filter(({ schema, relation }) => `${schema}.${relation}` === name);
    const lines = own.map(({ name: column, type, comment }) => `| \`${column}\` | ${type} | ${cell(comment)} |`);
    const title = name.replace(/^main\./, "");
    return `### ${title}\n\n${own[0]?.about ?? ""}\n\n| column | type | what it holds |\n|---|---|---|\n${lines.join("\n")}\n`;
  };
  const of = (schema: string) => relations.filter((name) => name.startsWith(`${schema}.`)).map(section);
  return `# Data dictionary

Made from the comments in the database by \`npm run dictionary\`. Views for people stand in the schema \`main\`, tables in \`store\`.
Instants are TIMESTAMPTZ, shown in Asia/Shanghai; weeks are ISO weeks there. The schema \`prepared\` holds the rows of views that a
build works out once, so that they are read at once however many items there are: ask the views, not those tables.

## Views

${of("main").join("\n")}
## Macros

${macros.map(({ name, parameters, comment }) => `### ${name}(${parameters.join(", ")})\n\n${comment ?? ""}\n`).join("\n")}
## Tables

${of("store").join("\n")}`;
}

const cell = (text: string | null): string => (text ?? "").replaceAll("|", "\\|").replace(/\s+/g, " ");
