// This round against an earlier one, both scored by the same system: the rows of `bluebook compare`,
// whose causes sum to the change. By the round's own weights, whatever is being tried.

import { facts, h, section } from "../../../web/dom.js";
import { fixedTable } from "../../../web/table.js";
import { percent, points, say, signed, signedPoints, words } from "../../../web/texts.js";
import { change } from "./changes.js";
import { className, diverging, swatch } from "./charts.js";
import { indicatorColumn } from "./columns.js";
import { nodeScore } from "./engine.js";
import { movedCell } from "./overview.js";
import { column, mean, median } from "./stats.js";

export function comparePage(app) {
  const title = h("h1", {}, say("与上一轮比较", "Against an earlier round"));
  if (!app.core.earlier) {
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
  const { round, gone, new: added } = core.earlier;
  const rows = core.regions.map((_, row) => row).filter((row) => core.earlier.compared[row]);
  const codes = (list) => (list.length > 0 ? list.join(" ") : null);
  return [
    title,
    h(
      "p",
      { class: "lead" },
      say(
        `较早：${round.name}，采集日 ${round.collected_on}。两轮都用本轮的指标体系和原权重计分。`,
        `Earlier: ${round.name}, collected on ${round.collected_on}. Both are scored by this round's system and its own weights.`,
      ),
    ),
    summary(app, rows),
    facts([
      [say("增加的地区", "New regions"), codes(added)],
      [say("减少的地区", "Regions gone"), codes(gone)],
    ]),
    section(say("为什么变", "Why totals changed"), causesTable(app, rows)),
    section(say("各地区", "Regions"), regionsTable(app, rows)),
    section(say("各指标", "Indicators"), indicatorsTable(app, rows)),
    section(say("各点位", "Points"), pointsTable(app, rows)),
  ];
}

function summary({ core }, rows) {
  const pairs = rows.map((row) => core.earlier.compared[row]);
  const n = (holds) => pairs.filter(holds).length;
  const changes = pairs.map((one) => one.change).filter((gain) => gain !== null);
  return facts([
    [say("两轮都有", "In both"), h("b", { class: "big" }, rows.length)],
    [say("总分上升", "Totals up"), h("b", { class: "big up" }, n((one) => one.change > 0))],
    [say("总分下降", "Totals down"), h("b", { class: "big down" }, n((one) => one.change < 0))],
    [say("平均变化", "Mean change"), h("b", { class: "big" }, signedPoints(mean(changes) ?? 0))],
    [
      say("类型变化", "Class changed"),
      h("b", { class: "big" }, n(({ class: [was, is] }) => was?.zh !== is?.zh)),
    ],
  ]);
}

// What each cause did, over all regions.
function causesTable({ core }, rows) {
  const { causes, compared } = core.earlier;
  const found = causes.map((cause, at) => {
    const parts = rows.map((row) => compared[row].parts[at]).filter((part) => part !== undefined);
    return {
      cause,
      mean: mean(parts) ?? 0,
      up: parts.filter((part) => part > 0).length,
      down: parts.filter((part) => part < 0).length,
      most: Math.max(0, ...parts.map(Math.abs)),
    };
  });
  if (found.length === 0) {
    return h("p", {}, say("两轮没有不同。", "The rounds do not differ."));
  }
  const widest = Math.max(...found.map((one) => Math.abs(one.mean)), 1e-9);
  const columns = [
    { title: say("原因", "Cause"), head: true, value: ({ cause }) => words(cause) },
    {
      title: say("平均使总分变化", "Mean change of the total"),
      number: true,
      value: (one) => one.mean,
      csv: (one) => signedPoints(one.mean),
      cell: (one) => change(one.mean),
    },
    {
      title: say("图", "Bar"),
      value: (one) => one.mean,
      csv: () => "",
      cell: (one) => diverging(one.mean / widest),
    },
    { title: say("使之上升的地区", "Regions lifted"), number: true, value: (one) => one.up },
    { title: say("使之下降的地区", "Regions lowered"), number: true, value: (one) => one.down },
    {
      title: say("最大", "Greatest"),
      number: true,
      value: (one) => one.most,
      cell: (one) => points(one.most),
    },
  ];
  return fixedTable(
    {
      caption: say("各因对总分的作用；每个地区各因之和等于它的变化", "What each cause did; in every region they sum to its change"),
      columns,
      key: ({ cause }) => cause.zh,
      file: "bluebook-compare-causes",
    },
    found,
  );
}

function regionsTable(app, rows) {
  const { core } = app;
  const { causes, compared } = core.earlier;
  const of = (row) => compared[row];
  const name = (row) => words(core.regions[row].name);
  const at = (title) => {
    const found = core.classes.findIndex((one) => one.title.zh === title?.zh);
    return found < 0 ? null : found;
  };
  const classes = (row) => {
    const [was, is] = of(row).class.map(at);
    return was === is ? className(core, is) : h("span", { class: "class" }, swatch(was), "→ ", className(core, is));
  };
  const points2 = (title, value) => ({
    title,
    number: true,
    value,
    csv: (row) => points(value(row)),
    cell: (row) => points(value(row)),
  });
  const signed2 = (title, value) => ({
    title,
    number: true,
    value,
    csv: (row) => signedPoints(value(row)),
    cell: (row) => change(value(row)),
  });
  const byList = rows.some((row) => of(row).n_up_by_list)
    ? [{ title: say("因地区增减", "By list"), number: true, value: (row) => of(row).n_up_by_list }]
    : [];
  const columns = [
    {
      title: say("地区", "Region"),
      head: true,
      value: name,
      cell: (row) => h("a", { href: app.address("region", core.regions[row].code) }, name(row)),
    },
    points2(say("原总分", "Before"), (row) => of(row).total[0]),
    points2(say("现总分", "Now"), (row) => of(row).total[1]),
    signed2(say("变化", "Change"), (row) => of(row).change),
    ...causes.map((cause, n) => signed2(`${say("因", "By ")}${words(cause)}`, (row) => of(row).parts[n] ?? null)),
    { title: say("原名次", "Rank before"), number: true, ascending: true, value: (row) => of(row).rank[0] },
    { title: say("现名次", "Rank now"), number: true, ascending: true, value: (row) => of(row).rank[1] },
    { title: say("升降", "Moved"), number: true, value: (row) => of(row).n_up, cell: (row) => movedCell(of(row).n_up) },
    ...byList,
    {
      title: say("类型", "Class"),
      value: (row) => at(of(row).class[1]),
      csv: (row) =>
        of(row)
          .class.map((title) => (title ? words(title) : ""))
          .join(" → "),
      cell: classes,
    },
  ];
  return fixedTable(
    {
      caption: say("两轮的总分、变化及其原因、名次和类型", "Totals, changes and their causes, ranks and classes"),
      columns,
      key: (row) => row,
      sort: [3, -1],
      file: "bluebook-compare-regions",
    },
    rows,
  );
}

function indicatorsTable(app, rows) {
  const { core, original } = app;
  const before = rows.map((row) => core.earlier.rows[row]);
  const middles = core.indicators.map((_, node) => [
    median(column(app.earlier().scores, node, before)),
    median(column(original.scores, node, rows)),
  ]);
  const gain = (node) => (middles[node].includes(null) ? null : middles[node][1] - middles[node][0]);
  const side = (title, at) => ({
    title,
    number: true,
    value: (node) => middles[node][at],
    csv: (node) => percent(middles[node][at]),
    cell: (node) => percent(middles[node][at]),
  });
  const columns = [
    indicatorColumn(app),
    side(say("原中位数", "Median before"), 0),
    side(say("现中位数", "Median now"), 1),
    {
      title: say("变化", "Change"),
      number: true,
      value: gain,
      csv: (node) => signed(gain(node)),
      cell: (node) => change(gain(node) === null ? null : gain(node) * 100),
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
  const sides = (node) =>
    rows.map((row) => [
      nodeScore(app.earlier().scores, node, core.earlier.rows[row]).score,
      nodeScore(app.original.scores, node, row).score,
    ]);
  const both = (was, is) => was !== null && is !== null;
  const found = core.points
    .map((_, at) => {
      const pairs = sides(system.tree.nIndicators + at);
      const n = (holds) => pairs.filter(([was, is]) => holds(was, is)).length;
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
