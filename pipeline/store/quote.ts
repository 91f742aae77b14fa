/** A text as a literal of SQL, in single quotes. */
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A name as an identifier of SQL, in double quotes. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
