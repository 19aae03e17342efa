// How well machines and people judge, as it was measured.

import { h, section } from "../../web/dom.js";
import { fixedTable } from "../../web/table.js";
import { say } from "../../web/texts.js";
import { estimated } from "./columns.js";
import { callName } from "./question.js";

export function figuresTables(figures) {
  const { probes, criteria, agreement, agreement_by_point: byPoint, reviewers, quarantined } = figures;
  const agreements = { [say("全部", "all")]: agreement, ...byPoint };
  return [
    h("div", { class: "numbers" }, tiles(figures)),
    section(
      say("机器", "Machines"),
      lots(),
      measured(say("点位族", "Family"), probes),
      measured(say("判据", "Criterion"), criteria),
    ),
    section(say("人与人", "People among themselves"), agreementTable(agreements)),
    section(say("复核人", "Reviewers"), reviewerTable(reviewers)),
    Object.keys(quarantined).length > 0
      ? section(say("停信的探针", "Probes in quarantine"), quarantinedList(quarantined))
      : null,
  ];
}

function tiles({
  n_tasks: nTasks,
  n_settled: nSettled,
  n_half: nHalf,
  n_disputed: nDisputed,
  n_stale: nStale,
}) {
  const all = [
    [nTasks, say("题", "questions")],
    [nSettled, say("已定", "settled")],
    [nHalf, say("待第二人", "half")],
    [nDisputed, say("有分歧", "disputed")],
    [nStale, say("页面或规则已变", "stale")],
  ];
  return all.map(([n, text]) => h("div", {}, h("b", {}, n), h("span", {}, text)));
}

function lots() {
  return h(
    "p",
    { class: "muted" },
    say(
      "准确率和召回率只由抽签得来的题计算；区间为 95%（Wilson）。",
      "Precision and recall are of questions drawn by lot alone; intervals of 95% (Wilson).",
    ),
  );
}

function rowsOf(named) {
  return Object.entries(named).map(([name, one]) => ({ name, ...one }));
}

const number = (zh, en, key) => ({ title: say(zh, en), number: true, value: (row) => row[key] ?? null });

const nameColumn = (title) => ({
  title,
  head: true,
  value: (row) => row.name,
  cell: (row) => h("bdi", {}, row.name),
});

function measured(name, given) {
  if (Object.keys(given).length === 0) return null;
  const rows = rowsOf(given).map((row) => ({
    ...row,
    n: row.n_found + row.n_not_found,
    precision_lower: row.precision_interval[0],
    precision_upper: row.precision_interval[1],
    recall_lower: row.recall_interval[0],
    recall_upper: row.recall_interval[1],
  }));
  const columns = [
    nameColumn(name),
    number("判定", "Verdicts", "n"),
    number("已复核", "Reviewed", "n_reviewed"),
    number("判错", "Wrong", "n_wrong"),
    estimated("准确率", "Precision", "precision"),
    estimated("召回率", "Recall", "recall"),
  ];
  const file = `figures-${name}`;
  return fixedTable(
    { caption: say(`按${name}`, `By ${name.toLowerCase()}`), columns, key: (row) => row.name, file },
    rows,
  );
}

// κ and α may be negative.
const coefficient = (zh, en, key) => ({
  ...number(zh, en, key),
  cell: (row) => (row[key] === null || row[key] === undefined ? null : row[key].toFixed(3)),
});

const share = (zh, en, key) => ({
  ...number(zh, en, key),
  cell: (row) => (row[key] === null || row[key] === undefined ? null : `${(100 * row[key]).toFixed(1)}%`),
});

function agreementTable(agreements) {
  const columns = [
    nameColumn(say("点位", "Point")),
    number("两人以上答的题", "Answered twice", "n_questions"),
    share("一致", "Agreement", "agreement"),
    coefficient("Cohen κ", "Cohen κ", "kappa"),
    coefficient("PABAK", "PABAK", "kappa_adjusted"),
    coefficient("普遍度", "Prevalence", "prevalence"),
    coefficient("偏倚", "Bias", "bias"),
    coefficient("Krippendorff α", "Krippendorff α", "alpha"),
  ];
  const caption = say("两人以上作答的题", "Questions answered by two or more");
  return fixedTable({ caption, columns, key: (row) => row.name, file: "agreement" }, rowsOf(agreements));
}

function reviewerTable(reviewers) {
  const calls = ["confirm", "correct", "reject", "cannot-tell"].map((call) => ({
    title: callName(call),
    number: true,
    value: (row) => row.calls[call] ?? 0,
  }));
  const columns = [
    nameColumn(say("复核人", "Reviewer")),
    ...calls,
    number("撤销", "Taken back", "n_undone"),
    number("裁定", "Adjudicated", "n_adjudicated"),
    {
      ...share("与他人一致", "Agrees with others", "agreement"),
      value: (row) => row.others.agreement,
      cell: othersCell,
    },
    {
      title: say("已知题答对", "Known answers right"),
      number: true,
      value: (row) => (row.n_gold > 0 ? row.n_gold_right / row.n_gold : null),
      cell: (row) => (row.n_gold > 0 ? `${row.n_gold_right} / ${row.n_gold}` : null),
    },
  ];
  const caption = say("每个复核人", "Each reviewer");
  return fixedTable({ caption, columns, key: (row) => row.name, file: "reviewers" }, rowsOf(reviewers));
}

function othersCell({ others }) {
  const { n, agreement } = others;
  return agreement === null || agreement === undefined ? null : `${(100 * agreement).toFixed(1)}% (${n})`;
}

function quarantinedList(quarantined) {
  const line = ([name, reason]) =>
    h("li", {}, h("b", {}, h("bdi", {}, name)), say("：", ": "), h("bdi", {}, reason));
  return h("ul", { class: "plain" }, Object.entries(quarantined).map(line));
}
