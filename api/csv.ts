type Cell = string | number | undefined;

/** RFC 4180, with the mark that tells spreadsheets it is UTF-8. A cell that they would take for a formula is shown as text. */
export function csvOf<K extends string>(columns: readonly K[], rows: readonly { readonly [key in K]?: Cell }[]): string {
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))];
  return `\uFEFF${lines.map((line) => line.map(quoted).join(',')).join('\r\n')}\r\n`;
}

function quoted(value: Cell): string {
  const text = String(value ?? '');
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
