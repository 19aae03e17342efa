// The method annex that `bluebook method` prints, as it is: its Markdown made into headings, lists and
// tables. Words go in as text nodes.

import { button, download, folded, h } from "../../../web/dom.js";
import { say } from "../../../web/texts.js";

export function annexPart(app) {
  const box = h("div", { "aria-busy": "true", lang: "zh-CN" });
  app.annex().then((text) => {
    box.removeAttribute("aria-busy");
    if (!text) {
      box.replaceChildren(h("p", {}, say("这份报告没有带附录；", "This report is without the annex; "), h("code", {}, "bluebook method"), say(" 给出。", " gives it.")));
      return;
    }
    const save = () => download(`bluebook-${app.core.round.name}-method.md`, "text/markdown", text);
    box.replaceChildren(
      h("p", {}, button(say("下载 Markdown", "Download as Markdown"), save)),
      ...chapters(text).map(({ title, lines }, at) => folded(title, () => blocks(lines), at === 0)),
    );
  });
  return box;
}

// The parts under headings of level 2; what stands before the first is one as well.
function chapters(text) {
  const found = [{ title: say("轮次", "The round"), lines: [] }];
  for (const line of text.split("\n")) {
    if (line.startsWith("# ")) continue;
    if (line.startsWith("## ")) found.push({ title: line.slice(3), lines: [] });
    else found.at(-1).lines.push(line);
  }
  return found.filter(({ lines }) => lines.some((line) => line.trim()));
}

// Paragraphs, lists and tables are runs of lines of one kind.
function blocks(lines) {
  const made = [];
  let run = [];
  let kind = null;
  const end = () => {
    if (kind) made.push({ table: tableOf, list: listOf, text: textOf }[kind](run));
    [run, kind] = [[], null];
  };
  for (const line of lines) {
    const own = kindOf(line, kind);
    if (own !== kind) end();
    kind = own;
    if (own) run.push(line);
  }
  end();
  return made;
}

function kindOf(line, before) {
  if (!line.trim()) return null;
  if (line.startsWith("|")) return "table";
  if (line.startsWith("- ") || (before === "list" && line.startsWith("  "))) return "list";
  return "text";
}

function tableOf(lines) {
  const [head, , ...rows] = lines.map(cells);
  const isNumber = (at) => rows.length > 0 && rows.every((row) => /^[-\d.–%]*$/.test(row[at] ?? ""));
  const numbers = head.map((_, at) => (isNumber(at) ? "number" : null));
  const line = (row) =>
    h(
      "tr",
      {},
      row.map((text, at) =>
        at === 0 ? h("th", { scope: "row" }, inline(text)) : h("td", { class: numbers[at] }, inline(text)),
      ),
    );
  const heads = head.map((text, at) => h("th", { scope: "col", class: numbers[at] }, text));
  const table = h("table", {}, h("thead", {}, h("tr", {}, heads)), h("tbody", {}, rows.map(line)));
  const label = head.join(", ");
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label }, table);
}

function cells(line) {
  const plain = (cell) => cell.trim().replaceAll("\\|", "|").replaceAll("&lt;", "<");
  return line.slice(2, -2).split(" | ").map(plain);
}

function listOf(lines) {
  const items = [];
  for (const line of lines) {
    if (line.startsWith("- ")) items.push([line.slice(2)]);
    else items.at(-1).push(line.trim());
  }
  return h(
    "ul",
    {},
    items.map((parts) => h("li", {}, parts.map((part) => h("span", { class: "line" }, inline(part))))),
  );
}

function textOf(lines) {
  return h("p", {}, lines.map((line) => h("span", { class: "line" }, inline(line))));
}

// Words between backquotes are code.
function inline(text) {
  return text.split("`").map((part, at) => (at % 2 === 1 ? h("code", {}, part) : part));
}
