// A round's data as tables: sorted by their headings, filtered, and to be had as files. What is long
// comes in parts, filtered by the server.

import { announce, button, choice, h, section } from "../../web/dom.js";
import { dataTable } from "../../web/table.js";
import { say } from "../../web/texts.js";
import { quarantine, readView, viewAddress } from "./api.js";
import { SPECS } from "./columns.js";
import { figuresTables } from "./figures.js";
import { field, form } from "./form.js";

export const TABLES = ["ranking", "regions", "verdicts", "probes", "hosts", "figures", "reviews"];

const NAMES = {
  ranking: ["排名", "Ranking"],
  regions: ["地区", "Regions"],
  verdicts: ["判定", "Verdicts"],
  probes: ["探针", "Probes"],
  hosts: ["主机", "Hosts"],
  figures: ["准确率与一致性", "Figures"],
  reviews: ["复核记录", "Audit log"],
};

// Rows asked for at once where the server pages.
const ROWS_AT_ONCE = 200;

export async function tablePage(app) {
  const { view, round, query } = app.state;
  const asked = new URLSearchParams(query);
  asked.delete("q");
  if (SPECS[view]?.isPaged) asked.set("limit", String(ROWS_AT_ONCE));
  const data = await readView(round, view, asked);
  const files = filesOf(round, view, query);
  const tables = view === "figures" ? figuresTables(data) : [rowsTable(app, SPECS[view], data, files)];
  return [
    h("h1", {}, say(...NAMES[view])),
    tabs(app),
    view === "figures" ? h("p", { class: "files" }, files) : null,
    tables,
    view === "probes" && app.may("operator") ? quarantineForm(app) : null,
  ];
}

function tabs(app) {
  const link = (view) =>
    h(
      "li",
      {},
      h(
        "a",
        { href: app.address(view), "aria-current": view === app.state.view ? "page" : null },
        say(...NAMES[view]),
      ),
    );
  return h("nav", { class: "tabs", "aria-label": say("数据", "Data") }, h("ul", {}, TABLES.map(link)));
}

// The same rows as files: all that fit, not only the part shown.
function filesOf(round, view, query) {
  const asked = new URLSearchParams(query);
  ["q", "offset", "limit"].forEach((key) => asked.delete(key));
  return ["csv", "json"].map((kind) =>
    h(
      "a",
      { href: viewAddress(round, view, kind, asked), download: `${round}-${view}.${kind}` },
      kind.toUpperCase(),
    ),
  );
}

function rowsTable(app, spec, data, files) {
  const { query } = app.state;
  const columns = spec.columns(app, data);
  const caption = spec.caption(data);
  const count = h("span", { class: "muted", role: "status" });
  const table = dataTable({
    caption,
    columns,
    key: spec.key,
    sort: spec.sort ?? null,
    files: [count, ...files],
  });
  const filter = h("input", { type: "search", value: query.get("q") ?? "" });
  const show = () => {
    const parts = filter.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const rows = data.rows.filter((row) => {
      const all = columns
        .map((column) => (column.csv ?? column.value)(row) ?? "")
        .join(" ")
        .toLowerCase();
      return parts.every((part) => all.includes(part));
    });
    table.show(rows);
    count.textContent = countText(rows.length, data);
  };
  filter.addEventListener("input", () => {
    app.change({ q: filter.value });
    show();
  });
  show();
  const search = h("label", { class: "field" }, h("span", {}, say("筛选", "Filter")), filter);
  const choices = (spec.filters ?? []).map(({ key, label, options }) =>
    choice(label(), [["", say("全部", "All")], ...options()], query.get(key) ?? "", (value) => {
      app.change({ [key]: value, offset: "" });
      app.redraw({ focus: `[data-key="${key}"] select` });
    }),
  );
  choices.forEach((node, at) => node.setAttribute("data-key", spec.filters[at].key));
  return [
    h("div", { class: "filters" }, choices, search),
    spec.note ? h("p", { class: "muted" }, spec.note()) : null,
    data.rows.length > 0 ? table.node : h("p", { class: "nothing" }, say("没有。", "None."), files),
    spec.isPaged ? pager(app, data) : null,
  ];
}

function countText(n, { rows, n_all: nAll }) {
  const all = nAll ?? rows.length;
  if (n === all) return say(`共 ${all} 行`, `${all} rows`);
  return say(`${n} 行，共 ${all} 行`, `${n} of ${all} rows`);
}

function pager(app, { n_all: nAll, offset, rows }) {
  if (nAll <= rows.length) return null;
  const turn = (to, text) =>
    button(
      text,
      () => {
        app.change({ offset: to > 0 ? String(to) : "" });
        app.redraw();
      },
      { disabled: to < 0 || to >= nAll },
    );
  const place = say(
    `第 ${offset + 1}–${offset + rows.length} 行，共 ${nAll} 行`,
    `rows ${offset + 1}–${offset + rows.length} of ${nAll}`,
  );
  return h(
    "nav",
    { class: "pager", "aria-label": say("翻页", "Pages") },
    turn(offset > 0 ? Math.max(0, offset - ROWS_AT_ONCE) : -1, say("上一页", "Before")),
    h("span", {}, place),
    turn(offset + rows.length, say("下一页", "After")),
  );
}

// A probe that is wrong too often does not count until people have looked.
function quarantineForm(app) {
  const family = field(say("点位族", "Family"), { name: "family", required: true });
  const criterion = field(say("判据（空为全部）", "Criterion (all if empty)"), { name: "criterion" });
  const reason = field(say("理由", "Reason"), { name: "reason", tag: "textarea", rows: "2", required: true });
  const act = async (given) => {
    const { event } = await quarantine(app.state.round, {
      family: given.family,
      ...(given.criterion ? { criterion: given.criterion } : {}),
      reason: given.reason,
    });
    await app.redraw();
    announce(say(`已记录第 ${event} 条；撤销它即恢复`, `Recorded as ${event}; to take it back lifts it`));
  };
  const what = say(
    "它的结论在人看过之前记为未知。",
    "What it finds is unknown until a person has looked at it.",
  );
  return section(
    say("探针停信", "Quarantine a probe"),
    h("p", { class: "muted" }, what),
    form({
      label: say("探针停信", "Quarantine a probe"),
      fields: [family, criterion, reason],
      submit: say("停信", "Quarantine"),
      act,
      isAside: true,
    }),
  );
}

// One region, from its total to the pages: the report has it in full, the desk each of its questions.
export async function regionPage(app) {
  const code = app.state.query.get("region") ?? "";
  const found = await readView(
    app.state.round,
    "verdicts",
    new URLSearchParams({ region: code, limit: "1000" }),
  );
  const name = found.rows[0]?.name ?? code;
  const files = filesOf(app.state.round, "verdicts", new URLSearchParams({ region: code }));
  return [
    h("h1", {}, h("bdi", {}, name), " ", h("small", { class: "code" }, code)),
    tabs(app),
    rowsTable(app, SPECS.verdicts, found, files),
  ];
}
