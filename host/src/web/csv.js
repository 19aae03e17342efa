// RFC 4180 with a byte order mark, without which spreadsheets misread Chinese.

import { download } from "./dom.js";

// A cell. What a spreadsheet would take for a formula gets an apostrophe, as `report::csv_text` does;
// numbers stay numbers.
export function csvCell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  let text = String(value);
  if (/^[=+\-@＝＋－＠\t\r]/.test(text)) text = `'${text}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

// Rows of a table as it is shown, one line a row.
export function csvOf(columns, rows) {
  const head = columns.map((column) => csvCell(column.title));
  const line = (row) => columns.map((column) => csvCell((column.csv ?? column.value)(row))).join(",");
  return `\uFEFF${[head.join(","), ...rows.map(line)].join("\r\n")}\r\n`;
}

export function downloadCsv(name, columns, rows) {
  download(`${name}.csv`, "text/csv;charset=utf-8", csvOf(columns, rows));
}
