// This round against an earlier one, both scored by the same system: what differs comes from pages,
// probes and reviews, never from weights or rules.

import { facts, h, section } from "../../../web/dom.js";
import { fixedTable } from "../../../web/table.js";
import { percent, say, signed, words } from "../../../web/texts.js";
import { className, swatch } from "./charts.js";
import { indicatorColumn } from "./columns.js";
import { nodeScore, shares } from "./engine.js";
import { movedCell, numeric } from "./overview.js";
import { column, mean, median } from "./stats.js";

export function comparePage(app) {
  const title = h("h1", {}, say("与上一轮比较", "Against an earlier round"));
  if (!app.earlier) {
    return [
      title,
      h(
        "p",
        {},
        say("这份报告没有带较早的轮次。", "This report holds no earlier round."),
        " ",
        h("code", {}, "bluebook report ROUND --against EARLIER -o report.html"),
      ),
    ];
  }
  const { core } = app;
  const rows = core.regions.map((_, row) => row).filter((row) => core.earlier.rows[row] !== null);
  const { round } = core.earlier;
  return [
    title,
    h(
      "p",
      { class: "lead" },
      say(
        `较早：${round.name}，采集日 ${round.collected_on}。两轮都用本轮的指标体系计分，所以差别只来自页面、探针和复核。`,
        `Earlier: ${round.name}, collected on ${round.collected_on}. Both are scored by this round's system, so differences come from pages, probes and reviews alone.`,
      ),
    ),
    summary(app, rows),
    section(say("各地区", "Regions"), regionsTable(app, rows)),
    section(say("各指标", "Indicators"), indicatorsTable(app, rows)),
    section(say("各点位", "Points"), pointsTable(app, rows)),
  ];
}

// A region in both rounds. Differences are of the same weights.
function pair(app, row) {
  const before = app.core.earlier.rows[row];
  const [was, is] = [app.earlier, app.current];
  const totals = [was.totals[before].score, is.totals[row].score];
  const ranks = [was.rank[before], is.rank[row]];
  return {
    row,
    totals,
    gain: totals.includes(null) ? null : totals[1] - totals[0],
    ranks,
    up: ranks.includes(null) ? null : ranks[0] - ranks[1],
    classes: [was.class[before], is.class[row]],
  };
}

function summary(app, rows) {
  const pairs = rows.map((row) => pair(app, row));
  const n = (holds) => pairs.filter(holds).length;
  return facts([
    [say("两轮都有", "In both"), rows.length],
    [say("总分上升", "Totals up"), n((one) => one.gain > 5e-5)],
    [say("总分下降", "Totals down"), n((one) => one.gain < -5e-5)],
    [say("平均变化", "Mean change"), signed(mean(pairs.map((one) => one.gain)))],
    [say("类型变化", "Class changed"), n((one) => one.classes[0] !== one.classes[1])],
  ]);
}

function regionsTable(app, rows) {
  const { core } = app;
  const pairs = rows.map((row) => pair(app, row));
  const name = ({ row }) => words(core.regions[row].name);
  const classes = ({ classes: [a, b] }) =>
    a === b ? className(core, b) : h("span", { class: "class" }, swatch(a), "→ ", className(core, b));
  const columns = [
    {
      title: say("地区", "Region"),
      head: true,
      value: name,
      cell: (one) => h("a", { href: app.address("region", core.regions[one.row].code) }, name(one)),
    },
    {
      title: say("原总分", "Before"),
      number: true,
      value: (one) => one.totals[0],
      csv: (one) => numeric(one.totals[0]),
      cell: (one) => percent(one.totals[0]),
    },
    {
      title: say("现总分", "Now"),
      number: true,
      value: (one) => one.totals[1],
      csv: (one) => numeric(one.totals[1]),
      cell: (one) => percent(one.totals[1]),
    },
    {
      title: say("变化", "Change"),
      number: true,
      value: (one) => one.gain,
      csv: (one) => signed(one.gain),
      cell: (one) => change(one.gain),
    },
    { title: say("原名次", "Rank before"), number: true, ascending: true, value: (one) => one.ranks[0] },
    { title: say("现名次", "Rank now"), number: true, ascending: true, value: (one) => one.ranks[1] },
    { title: say("升降", "Moved"), number: true, value: (one) => one.up, cell: (one) => movedCell(one.up) },
    {
      title: say("类型", "Class"),
      value: (one) => one.classes[1],
      csv: (one) => one.classes.map((at) => (at === null ? "" : words(core.classes[at].title))).join(" → "),
      cell: classes,
    },
  ];
  return fixedTable(
    {
      caption: say("两轮的总分、名次和类型", "Totals, ranks and classes of both rounds"),
      columns,
      key: (one) => one.row,
      sort: [3, -1],
      file: "bluebook-compare-regions",
    },
    pairs,
  );
}

function change(gain) {
  if (gain === null) return "–";
  return h("span", { class: gain > 0 ? "up" : gain < 0 ? "down" : null }, signed(gain));
}

function indicatorsTable(app, rows) {
  const { core, earlier, current } = app;
  const before = rows.map((row) => core.earlier.rows[row]);
  const middle = (node) => [
    median(column(earlier.scores, node, before)),
    median(column(current.scores, node, rows)),
  ];
  const gain = (node) => (middle(node).includes(null) ? null : middle(node)[1] - middle(node)[0]);
  const columns = [
    indicatorColumn(app),
    {
      title: say("原中位数", "Median before"),
      number: true,
      value: (node) => middle(node)[0],
      cell: (node) => percent(middle(node)[0]),
    },
    {
      title: say("现中位数", "Median now"),
      number: true,
      value: (node) => middle(node)[1],
      cell: (node) => percent(middle(node)[1]),
    },
    {
      title: say("变化", "Change"),
      number: true,
      value: gain,
      csv: (node) => signed(gain(node)),
      cell: (node) => change(gain(node)),
    },
  ];
  return fixedTable(
    {
      caption: say("各指标中位数的变化", "How the medians of indicators changed"),
      columns,
      key: (node) => node,
      file: "bluebook-compare-indicators",
      tall: false,
    },
    core.indicators.map((_, node) => node),
  );
}

function pointsTable(app, rows) {
  const { core, system } = app;
  const found = core.points
    .map((point, at) => {
      const node = system.tree.nIndicators + at;
      const sides = rows.map((row) => [
        nodeScore(app.earlier.scores, node, core.earlier.rows[row]).score,
        nodeScore(app.current.scores, node, row).score,
      ]);
      const n = (holds) => sides.filter(([was, is]) => holds(was, is)).length;
      const both = (was, is) => was !== null && is !== null;
      return {
        at,
        up: n((was, is) => both(was, is) && is > was),
        down: n((was, is) => both(was, is) && is < was),
        gained: n((was, is) => was === null && is !== null),
        lost: n((was, is) => was !== null && is === null),
      };
    })
    .filter(({ up, down, gained, lost }) => up + down + gained + lost > 0);
  const name = ({ at }) => `${core.points[at].id} ${words(core.points[at].title)}`;
  const count = (title, key) => ({ title, number: true, value: (one) => one[key] });
  const columns = [
    {
      title: say("点位", "Point"),
      head: true,
      value: ({ at }) => core.points[at].id,
      csv: name,
      cell: (one) => h("a", { href: app.address("point", core.points[one.at].id) }, name(one)),
    },
    count(say("上升", "Up"), "up"),
    count(say("下降", "Down"), "down"),
    count(say("变为已知", "Now known"), "gained"),
    count(say("变为未知", "Now unknown"), "lost"),
  ];
  return fixedTable(
    {
      caption: say("得分有变化的点位：多少个地区", "Points of which scores changed, by regions"),
      columns,
      key: (one) => one.at,
      sort: [1, -1],
      file: "bluebook-compare-points",
    },
    found,
  );
}

const CHANGES_SHOWN = 10;

// What moved a region: each point's part of the difference, by score and by weight, which sum to it.
export function changesSection(app, row) {
  if (!app.earlier || app.core.earlier.rows[row] === null) return null;
  const { core } = app;
  const one = pair(app, row);
  const parts = pointParts(app, row)
    .sort((a, b) => Math.abs(b.part) - Math.abs(a.part))
    .slice(0, CHANGES_SHOWN);
  const name = ({ at }) => `${core.points[at].id} ${words(core.points[at].title)}`;
  const columns = [
    {
      title: say("点位", "Point"),
      head: true,
      value: name,
      cell: (part) => h("a", { href: app.address("point", core.points[part.at].id) }, name(part)),
    },
    {
      title: say("原得分", "Before"),
      number: true,
      value: (part) => part.was,
      cell: (part) => percent(part.was),
    },
    { title: say("现得分", "Now"), number: true, value: (part) => part.is, cell: (part) => percent(part.is) },
    {
      title: say("使总分变化", "Changed the total by"),
      number: true,
      value: (part) => part.part,
      csv: (part) => signed(part.part),
      cell: (part) => change(part.part),
    },
  ];
  const lead = say(
    `总分 ${percent(one.totals[0])} → ${percent(one.totals[1])}，名次 ${one.ranks[0] ?? "–"} → ${one.ranks[1] ?? "–"}。`,
    `Total ${percent(one.totals[0])} → ${percent(one.totals[1])}, rank ${one.ranks[0] ?? "–"} → ${one.ranks[1] ?? "–"}.`,
  );
  return section(
    say("与上一轮比", "Against the earlier round"),
    h("p", {}, lead),
    parts.length === 0
      ? null
      : fixedTable(
          {
            caption: say("影响最大的点位", "Points that mattered most"),
            columns,
            key: (part) => part.at,
            file: `bluebook-${core.regions[row].code}-changes`,
          },
          parts,
        ),
  );
}

// (w₀+w₁)/2 · (s₁−s₀) + (s₀+s₁)/2 · (w₁−w₀), as `bluebook_index::compare::by_point`.
function pointParts(app, row) {
  const { core, system, earlier, current } = app;
  const before = core.earlier.rows[row];
  const was = shares(system.tree, earlier.scores, earlier.weights, before).effective;
  const is = shares(system.tree, current.scores, current.weights, row).effective;
  const parts = core.points.map((_, at) => {
    const node = system.tree.nIndicators + at;
    const [old, now] = [
      nodeScore(earlier.scores, node, before).score,
      nodeScore(current.scores, node, row).score,
    ];
    const [from, to] = [old ?? now ?? 0, now ?? old ?? 0];
    const part = ((was[node] + is[node]) / 2) * (to - from) + ((from + to) / 2) * (is[node] - was[node]);
    return { at, was: old, is: now, part };
  });
  return parts.filter(({ part }) => Math.abs(part) > 1e-9);
}
