// Tables that are sorted by their headings, searched, and downloaded as they are shown. Rows are kept
// when their order changes, so that moving a weight redraws hundreds of them between two frames.

import { downloadCsv } from "./csv.js";
import { button, h } from "./dom.js";
import { say } from "./texts.js";

// `columns`: {title, value(row), cell?(row), csv?(row), number?, head?, whole?}; what is `whole` is not
// broken into lines; `key(row)` names a row.
// `sort`: [position of the column, 1 or -1]. `file` names what is saved from here; `files` are links
// to files that somebody else makes. Gives the node and `show(rows)`.
export function dataTable({
  caption,
  columns,
  key,
  sort = null,
  file,
  files = null,
  note = null,
  tall = true,
}) {
  const body = h("tbody");
  const known = new Map();
  const heads = columns.map((column) => h("th", { scope: "col", class: classOf(column) }));
  const table = h("table", {}, h("caption", {}, caption), h("thead", {}, h("tr", {}, heads)), body);
  const view = { rows: [], sort };
  const redraw = () => {
    heads.forEach((head, at) => setSort(head, view.sort?.[0] === at ? view.sort[1] : 0));
    const rows = sorted(view.rows, columns, view.sort);
    body.replaceChildren(...rows.map((row) => rowOf(known, columns, key, row)));
  };
  heads.forEach((head, at) =>
    head.append(
      button(columns[at].title, () => {
        const turned = view.sort?.[0] === at ? -view.sort[1] : firstWay(columns[at]);
        view.sort = [at, turned];
        redraw();
      }),
    ),
  );
  const save = files
    ? h("span", { class: "save" }, files)
    : button(
        say("下载 CSV", "Download CSV"),
        () => downloadCsv(file, columns, sorted(view.rows, columns, view.sort)),
        { class: "save" },
      );
  const box = h(
    "div",
    { class: tall ? "scroll" : "scroll whole", tabindex: "0", role: "region", "aria-label": caption },
    table,
  );
  const node = h("div", { class: "datatable" }, h("div", { class: "tools" }, note, save), box);
  const show = (rows) => {
    view.rows = rows;
    redraw();
  };
  return { node, show };
}

// A table that does not change.
export function fixedTable(spec, rows) {
  const table = dataTable({ tall: rows.length > 15, ...spec });
  table.show(rows);
  return table.node;
}

// Numbers are looked at from the top first, but ranks and words from the start.
function firstWay(column) {
  return column.number && !column.ascending ? -1 : 1;
}

function setSort(head, way) {
  if (way === 0) head.removeAttribute("aria-sort");
  else head.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
}

function sorted(rows, columns, sort) {
  if (!sort) return rows;
  const [at, way] = sort;
  const { value } = columns[at];
  const keyed = rows.map((row) => [value(row), row]);
  return keyed.sort(([a], [b]) => compare(a, b, way)).map(([, row]) => row);
}

// What is unknown comes last, whichever way.
function compare(a, b, way) {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  if (typeof a === "number" && typeof b === "number") return (a - b) * way;
  return String(a).localeCompare(String(b), "zh-Hans-CN") * way;
}

function rowOf(known, columns, key, row) {
  const name = key(row);
  if (!known.has(name)) known.set(name, { line: h("tr"), shown: [] });
  const { line, shown } = known.get(name);
  columns.forEach((column, at) => {
    const content = (column.cell ?? column.value)(row) ?? "–";
    if (shown[at] === content) return;
    shown[at] = content;
    const cell = line.children[at] ?? line.appendChild(cellOf(column));
    cell.replaceChildren(content instanceof Node ? content : String(content));
  });
  return line;
}

// What is whole stays on one line, as numbers do; the column that names a row stays in sight.
function classOf({ head, number, whole }) {
  const kind = number ? "number" : whole ? "whole" : null;
  return head ? (kind ? `head ${kind}` : "head") : kind;
}

function cellOf(column) {
  const attributes = { class: classOf(column) };
  return column.head ? h("th", { scope: "row", ...attributes }) : h("td", attributes);
}
