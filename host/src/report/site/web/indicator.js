// One indicator, and one point, over all regions.

import { facts, h, section } from "../../../web/dom.js";
import { fixedTable } from "../../../web/table.js";
import { basisName, percent, say, words } from "../../../web/texts.js";
import { bar, className, histogram } from "./charts.js";
import { childrenOf, nodeScore } from "./engine.js";
import { answersText, answerText, pointFacts, withTraces } from "./evidence.js";
import { scoreColour } from "./map.js";
import { column, mean, median, quantile, rankAmong } from "./stats.js";

export function indicatorPage(app, id) {
  if (!id) return indicatorList(app);
  const { core } = app;
  const node = core.indicators.findIndex((one) => one.id === id);
  if (node < 0) return [h("h1", {}, say(`没有指标 ${id}`, `No indicator ${id}`))];
  const indicator = core.indicators[node];
  return [
    h("h1", {}, `${id} ${words(indicator.title)}`),
    h("p", { class: "lead" }, way(app, node)),
    facts([
      [say("权重", "Weight"), weightText(indicator)],
      [say("点位", "Points"), pointsBelow(app, node)],
      ...spreadFacts(app, node),
    ]),
    section(say("组成", "What it is made of"), parts(app, node)),
    section(say("分布", "Distribution"), spread(app, node)),
    section(say("各地区", "Regions"), regionsTable(app, node, `bluebook-${app.core.round.name}-${id}`)),
  ];
}

function weightText({ weight, basis, part }) {
  if (part === "veto") return say("单项否决", "veto");
  const { bonus, deduction, multiplier, cap } = part;
  if (bonus) return say(`加分，至多 ${bonus.points} 分`, `bonus of up to ${bonus.points}`);
  if (deduction) return say(`扣分，至多 ${deduction.points} 分`, `deduction of up to ${deduction.points}`);
  if (multiplier) return say(`系数，最低 ${multiplier.least}%`, `multiplier, at least ${multiplier.least}%`);
  if (cap) return say(`封顶 ${cap.at_most} 分`, `cap at ${cap.at_most}`);
  return `${weight}%${say("（", " (")}${basisName(basis)}${say("）", ")")}`;
}

// From the top down to the indicator, as links.
function way(app, node) {
  const { indicators } = app.core;
  const up = [];
  for (let at = indicators[node].parent; at !== null; at = indicators[at].parent) up.unshift(at);
  const link = (at) =>
    h("a", { href: app.address("indicator", indicators[at].id) }, words(indicators[at].title));
  return [
    h("a", { href: app.address("indicator", "") }, say("全部指标", "All indicators")),
    ...up.map(link),
  ].flatMap((one) => [one, " › "]);
}

function pointsBelow({ core }, node) {
  const isBelow = (at) =>
    at === node ||
    (at !== null && core.indicators[at].parent !== null && isBelow(core.indicators[at].parent));
  return core.points.filter((point) => isBelow(point.indicator)).length;
}

function scoresOf({ core, current }, node) {
  return column(
    current.scores,
    node,
    core.regions.map((_, row) => row),
  );
}

function spreadFacts(app, node) {
  const scores = scoresOf(app, node);
  return [
    [say("已知地区", "Known in"), `${scores.filter((score) => score !== null).length} / ${scores.length}`],
    [say("平均", "Mean"), percent(mean(scores))],
    [say("中位数", "Median"), percent(median(scores))],
    [say("四分位", "Quartiles"), `${percent(quantile(scores, 0.25))}–${percent(quantile(scores, 0.75))}`],
  ];
}

function spread(app, node) {
  const scores = scoresOf(app, node);
  return histogram(
    scores,
    say("得分分布，每格五分", "Scores in steps of five points"),
    (middle) => scoreColour(middle),
    median(scores),
  );
}

// Indicators and points below, each with its median.
function parts(app, node) {
  const { core, system } = app;
  const { tree } = system;
  const children = node === null ? core.indicators.map((_, at) => at) : childrenOf(tree, node);
  const isPoint = (child) => child >= tree.nIndicators;
  const one = (child) => (isPoint(child) ? core.points[child - tree.nIndicators] : core.indicators[child]);
  const middle = (child) => median(scoresOf(app, child));
  const name = (child) => `${one(child).id} ${words(one(child).title)}`;
  const link = (child) =>
    h(
      "a",
      {
        href: app.address(isPoint(child) ? "point" : "indicator", one(child).id),
        class: isPoint(child) ? null : `l${one(child).level}`,
      },
      name(child),
    );
  const columns = [
    { title: say("名称", "Name"), head: true, value: (child) => one(child).id, csv: name, cell: link },
    { title: say("权重 %", "Weight %"), number: true, value: (child) => one(child).weight },
    {
      title: say("中位数", "Median"),
      number: true,
      value: middle,
      csv: (child) => percent(middle(child)),
      cell: (child) => percent(middle(child)),
    },
    { title: say("得分", "Score"), value: middle, cell: (child) => bar(middle(child)) },
    {
      title: say("已知地区", "Known in"),
      number: true,
      value: (child) => scoresOf(app, child).filter((score) => score !== null).length,
    },
  ];
  return fixedTable(
    {
      caption: say("权重和全国中位数", "Weights and national medians"),
      columns,
      key: (child) => child,
      file: "bluebook-indicators",
      tall: false,
    },
    children,
  );
}

function indicatorList(app) {
  return [
    h("h1", {}, say("指标和点位", "Indicators and points")),
    section(say("全部指标", "All indicators"), parts(app, null)),
    section(say("全部点位", "All points"), pointsTable(app)),
  ];
}

function pointsTable(app) {
  const { core, system } = app;
  const node = (at) => system.tree.nIndicators + at;
  const link = (at) =>
    h(
      "a",
      { href: app.address("point", core.points[at].id) },
      `${core.points[at].id} ${words(core.points[at].title)}`,
    );
  const columns = [
    {
      title: say("点位", "Point"),
      head: true,
      value: (at) => core.points[at].id,
      csv: (at) => `${core.points[at].id} ${words(core.points[at].title)}`,
      cell: link,
    },
    {
      title: say("平均", "Mean"),
      number: true,
      value: (at) => mean(scoresOf(app, node(at))),
      csv: (at) => percent(mean(scoresOf(app, node(at)))),
      cell: (at) => percent(mean(scoresOf(app, node(at)))),
    },
    {
      title: say("得分", "Score"),
      value: (at) => mean(scoresOf(app, node(at))),
      cell: (at) => bar(mean(scoresOf(app, node(at)))),
    },
    {
      title: say("已知地区", "Known in"),
      number: true,
      value: (at) => scoresOf(app, node(at)).filter((score) => score !== null).length,
    },
    { title: say("评分", "Score rule"), value: (at) => words(core.points[at].rule) },
  ];
  return fixedTable(
    {
      caption: say("各点位的平均得分和已知地区数", "Mean score of every point and where it is known"),
      columns,
      key: (at) => at,
      file: "bluebook-points",
    },
    core.points.map((_, at) => at),
  );
}

function regionsTable(app, node, file, more = []) {
  const { core, current } = app;
  const scores = scoresOf(app, node);
  const columns = [
    {
      title: say("名次", "Rank"),
      number: true,
      ascending: true,
      value: (row) => rankAmong(scores[row], scores),
    },
    {
      title: say("地区", "Region"),
      head: true,
      value: (row) => words(core.regions[row].name),
      cell: (row) =>
        h("a", { href: app.address("region", core.regions[row].code) }, words(core.regions[row].name)),
    },
    { title: say("省份", "Province"), value: (row) => core.regions[row].province },
    {
      title: say("得分", "Score"),
      number: true,
      value: (row) => scores[row],
      csv: (row) => percent(scores[row]),
      cell: (row) => percent(scores[row]),
    },
    ...(more.length > 0
      ? more
      : [
          { title: say("图", "Bar"), value: (row) => scores[row], cell: (row) => bar(scores[row]) },
          {
            title: say("覆盖率", "Coverage"),
            number: true,
            value: (row) => nodeScore(current.scores, node, row).coverage,
            cell: (row) => percent(nodeScore(current.scores, node, row).coverage),
          },
          {
            title: say("总体类型", "Class overall"),
            value: (row) => current.class[row],
            cell: (row) => className(core, current.class[row]),
          },
        ]),
  ];
  const rows = core.regions.map((_, row) => row);
  return fixedTable(
    { caption: say("各地区得分", "Scores of the regions"), columns, key: (row) => row, sort: [0, 1], file },
    rows,
  );
}

export function pointPage(app, id) {
  const { core, system } = app;
  const at = core.points.findIndex((point) => point.id === id);
  if (at < 0) return [h("h1", {}, say(`没有点位 ${id}`, `No point ${id}`))];
  const point = core.points[at];
  const node = system.tree.nIndicators + at;
  const found = (verdicts) => ({ title: say("结论", "Found"), value: (row) => answersText(verdicts[row]) });
  const quoted = (verdicts) => ({
    title: say("引文", "Quote"),
    value: (row) => quotesText(verdicts[row]),
    cell: (row) => h("span", { class: "clip" }, quotesText(verdicts[row])),
  });
  return [
    h("h1", {}, `${id} ${words(point.title)}`),
    h(
      "p",
      { class: "lead" },
      way(app, point.indicator),
      h(
        "a",
        { href: app.address("indicator", core.indicators[point.indicator].id) },
        words(core.indicators[point.indicator].title),
      ),
    ),
    pointFacts(point),
    section(say("分布", "Distribution"), spread(app, node)),
    section(
      say("发现了什么", "What was found"),
      withTraces(app, ({ verdicts }) => answerCounts(verdicts[at])),
    ),
    section(
      say("各地区", "Regions"),
      withTraces(app, ({ verdicts }) =>
        regionsTable(app, node, `bluebook-${core.round.name}-${id}`, [
          found(verdicts[at]),
          quoted(verdicts[at]),
        ]),
      ),
    ),
  ];
}

function quotesText(verdicts) {
  return verdicts
    .flatMap((verdict) => verdict.seen.map((one) => one.quote))
    .filter(Boolean)
    .slice(0, 3)
    .join(" | ");
}

// Answers by how often they were given.
function answerCounts(regions) {
  const counts = new Map();
  const all = regions.flat();
  for (const { answer } of all) {
    const text = answer.reason
      ? `${words(answer)} · ${say(answer.reason[1], answer.reason[0])}`
      : answerText(answer);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const rows = [...counts].sort((a, b) => b[1] - a[1]);
  const columns = [
    { title: say("结论", "Found"), head: true, value: ([text]) => text },
    { title: say("次数", "Times"), number: true, value: ([, n]) => n },
    {
      title: say("份额", "Share"),
      value: ([, n]) => n / Math.max(1, all.length),
      csv: ([, n]) => percent(n / all.length),
      cell: ([, n]) => bar(n / Math.max(1, all.length)),
    },
  ];
  return fixedTable(
    {
      caption: say("各种结论的次数", "How often each was found"),
      columns,
      key: ([text]) => text,
      file: "bluebook-findings",
    },
    rows,
  );
}
