// One region: where it stands, why, and what to do first.

import { choice, facts, folded, h, section } from "../../../web/dom.js";
import { fixedTable } from "../../../web/table.js";
import { areaName, percent, say, signed, words } from "../../../web/texts.js";
import { changesSection } from "./changes.js";
import { bar, className, histogram } from "./charts.js";
import { childrenOf, nodeScore, shares } from "./engine.js";
import { answersText, pointFacts, verdictList, withTraces } from "./evidence.js";
import { regionHeadline } from "./headlines.js";
import { PEERS, peersName, peersOf, peersSection } from "./peers.js";
import { column, losses, middles, rankAmong, standings } from "./stats.js";

const SHOWN = 5;
const FIXES_SHOWN = 10;

export function regionPage(app, code) {
  const row = app.core.regions.findIndex((region) => region.code === code);
  if (row < 0) return [h("h1", {}, say(`没有地区 ${code}`, `No region ${code}`))];
  return [
    h("h1", {}, words(app.core.regions[row].name)),
    h(
      "p",
      { class: "lead" },
      app.core.regions[row].province,
      " · ",
      code,
      " · ",
      areaName(app.core.regions[row].area),
    ),
    standing(app, row),
    h("p", { class: "headline" }, regionHeadline(app, row)),
    h(
      "div",
      { class: "grid" },
      h(
        "div",
        { class: "wide" },
        section(say("得分从哪里来", "Where the score comes from"), decomposition(app, row)),
      ),
      h("div", {}, place(app, row), profile(app, row), unknownSection(app, row)),
    ),
    peersSection(app, row),
    section(say("先改什么", "What to fix first"), fixes(app, row)),
    changesSection(app, row),
    section(say("全部点位", "All points"), allPoints(app, row)),
    neighbours(app, row),
  ].filter(Boolean);
}

function standing(app, row) {
  const { core, current } = app;
  const total = current.totals[row];
  const rank = current.rank[row];
  const interval = core.intervals?.ranks[row];
  const vetoes = current.vetoes[row].map(
    (point) => `${core.points[point].id} ${words(core.points[point].title)}`,
  );
  return facts([
    [say("总分", "Total"), h("b", { class: "big" }, percent(total.score))],
    [
      say("名次", "Rank"),
      h(
        "span",
        { class: "big" },
        h("b", {}, rank ?? "–"),
        h("small", {}, ` / ${current.rank.filter((one) => one !== null).length}`),
      ),
    ],
    [
      app.isTried() ? say("名次区间（原权重）", "Rank interval (original weights)") : say("名次区间", "Rank interval"),
      interval ? `${interval[0]}–${interval[1]}` : null,
    ],
    [say("类型", "Class"), className(core, current.class[row])],
    [say("覆盖率", "Coverage"), `${percent(total.coverage)}%`],
    [say("可能区间", "Bounds"), `${percent(total.lower)}–${percent(total.upper)}`],
    [say("否决", "Vetoed by"), vetoes.join(say("、", ", "))],
  ]);
}

// The region among the totals of all.
function place({ core, current }, row) {
  const total = current.totals[row].score;
  if (total === null) return null;
  const totals = current.totals.map((one) => one.score);
  const cuts = core.classes.map((cut) => cut.at_least / 100);
  const paint = (middle) => `c${cuts.findIndex((cut) => middle >= cut)}`;
  const label = say("全国总分分布", "Totals of all regions");
  const name = words(core.regions[row].name);
  return section(say("在全国的位置", "Among all regions"), histogram(totals, label, paint, total, name));
}

function decomposition(app, row) {
  const { core, current, system } = app;
  const rows = core.regions.map((_, at) => at);
  const [all, peers] = [
    middles(system, current.scores, rows),
    middles(system, current.scores, peersOf(app, row, app.state.peers)),
  ];
  const { effective } = shares(system.tree, current.scores, current.weights, row);
  const score = (node) => nodeScore(current.scores, node, row).score;
  const name = (node) => core.indicators[node].title;
  const marks = (node) => [
    { at: all[node], name: say("全国中位", "national median"), kind: "middle" },
    { at: peers[node], name: say("同类中位", "median of peers"), kind: "peers" },
  ];
  const link = (node) =>
    h(
      "a",
      { href: app.address("indicator", core.indicators[node].id), class: `l${core.indicators[node].level}` },
      `${core.indicators[node].id} ${words(name(node))}`,
    );
  const columns = [
    {
      title: say("指标", "Indicator"),
      head: true,
      value: (node) => core.indicators[node].id,
      csv: (node) => `${core.indicators[node].id} ${words(name(node))}`,
      cell: link,
    },
    {
      title: say("得分", "Score"),
      number: true,
      value: score,
      csv: (node) => percent(score(node)),
      cell: (node) => percent(score(node)),
    },
    {
      title: say("比较", "Compared"),
      value: (node) => (score(node) ?? 0) - (all[node] ?? 0),
      csv: (node) => `${percent(all[node])} / ${percent(peers[node])}`,
      cell: (node) => bar(score(node), marks(node)),
    },
    {
      title: say("全国中位", "Median"),
      number: true,
      value: (node) => all[node],
      cell: (node) => percent(all[node]),
    },
    {
      title: say("同类", "Peers"),
      number: true,
      value: (node) => peers[node],
      cell: (node) => percent(peers[node]),
    },
    {
      title: say("名次", "Rank"),
      number: true,
      ascending: true,
      value: (node) => rankAmong(score(node), column(current.scores, node, rows)),
    },
    {
      title: say("贡献", "Adds"),
      number: true,
      value: (node) => effective[node] * (score(node) ?? 0),
      cell: (node) => percent(effective[node] * (score(node) ?? 0)),
    },
  ];
  const caption = say(
    "各指标得分、全国和同类地区的中位数、名次、对总分的贡献",
    "Scores, medians of the country and of peers, ranks, and what each adds to the total",
  );
  const options = PEERS.map((who) => [who, peersName(app, row, who)]);
  const choose = (who) => {
    app.change({ peers: who });
    app.redraw("#main select");
  };
  const note = h(
    "div",
    { class: "key" },
    h("i", { class: "middle" }),
    say("全国中位", "national median"),
    h("i", { class: "peers" }),
    say("同类中位", "median of peers"),
    choice(say("同类：", "Peers:"), options, app.state.peers, choose),
  );
  const nodes = core.indicators.map((_, node) => node);
  return fixedTable(
    {
      caption,
      columns,
      key: (node) => node,
      file: `bluebook-${core.regions[row].code}-indicators`,
      note,
      tall: false,
    },
    nodes,
  );
}

function profile(app, row) {
  const { core, current, system } = app;
  const rows = core.regions.map((_, at) => at);
  const found = standings(system, current, row, middles(system, current.scores, rows));
  const line = ({ node, score, worth }) =>
    h(
      "li",
      {},
      h(
        "a",
        { href: app.address("indicator", core.indicators[node].id) },
        words(core.indicators[node].title),
      ),
      " ",
      percent(score),
      " ",
      h("span", { class: worth > 0 ? "up" : "down" }, signed(worth)),
    );
  const list = (items) =>
    items.length > 0
      ? h("ul", { class: "plain" }, items.map(line))
      : h("p", { class: "muted" }, say("没有。", "None."));
  const strong = found.filter((one) => one.worth > 5e-5).slice(0, SHOWN);
  const weak = found
    .filter((one) => one.worth < -5e-5)
    .slice(-SHOWN)
    .reverse();
  const note = h(
    "p",
    { class: "muted" },
    say(
      "数字是比全国中位多得或少得的总分。",
      "Numbers are points of the total won or lost against the national median.",
    ),
  );
  return [
    section(say("强项", "Strengths"), list(strong)),
    section(say("短板", "Weaknesses"), list(weak), note),
  ];
}

function unknownSection(app, row) {
  const { core } = app;
  const unknown = core.points
    .map((_, point) => point)
    .filter((point) => core.cells[point].states[core.cells[point].at[row]].length === 0);
  if (unknown.length === 0) return null;
  const byReason = (traces) => {
    const counts = new Map();
    for (const point of unknown) {
      const reasons = traces.verdicts[point][row].map((verdict) => verdict.answer.reason).filter(Boolean);
      const name = reasons.length > 0 ? say(reasons[0][1], reasons[0][0]) : say("无判定", "no verdict");
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    const sorted = [...counts].sort((a, b) => b[1] - a[1]);
    return h(
      "ul",
      { class: "plain" },
      sorted.map(([name, n]) => h("li", {}, `${name} `, h("b", {}, n))),
    );
  };
  return section(
    say("还不知道的", "Not known"),
    h(
      "p",
      {},
      say(
        `${core.points.length} 个点位中 ${unknown.length} 个未知；未知不是零分，不计入得分。`,
        `${unknown.length} of ${core.points.length} points are unknown; unknown is not zero and does not count.`,
      ),
    ),
    withTraces(app, byReason),
  );
}

function fixes(app, row) {
  const found = losses(app.system, app.current, row);
  if (app.current.totals[row].score === null) {
    return h("p", {}, say("还没有已知的点位。", "No point is known yet."));
  }
  if (found.length === 0) {
    return h("p", {}, say("已知的点位都是满分。", "Every known point has its full score."));
  }
  return withTraces(app, (traces) => fixedTable(fixSpec(app, row, traces), found.slice(0, FIXES_SHOWN)));
}

function fixSpec(app, row, { verdicts }) {
  const { core } = app;
  const point = ({ point: at }) => core.points[at];
  const link = (one) =>
    h("a", { href: app.address("point", point(one).id) }, `${point(one).id} ${words(point(one).title)}`);
  const found = (one) => answersText(verdicts[one.point][row]);
  return {
    caption: say("失分最多的点位，从多到少", "The points that cost the most"),
    key: (one) => one.point,
    file: `bluebook-${core.regions[row].code}-fixes`,
    columns: [
      {
        title: say("点位", "Point"),
        head: true,
        value: (one) => point(one).id,
        csv: (one) => `${point(one).id} ${words(point(one).title)}`,
        cell: link,
      },
      {
        title: say("失分", "Lost"),
        number: true,
        value: (one) => one.loss,
        csv: (one) => percent(one.loss),
        cell: (one) => percent(one.loss),
      },
      {
        title: say("得分", "Score"),
        number: true,
        value: (one) => one.score,
        csv: (one) => percent(one.score),
        cell: (one) => percent(one.score),
      },
      { title: say("结论", "Found"), value: found },
      {
        title: say("怎样得满分", "For a full score"),
        value: (one) => words(point(one).rule),
        // What counts as evidence is told in English only.
        cell: (one) =>
          `${words(point(one).rule)}${point(one).evidence ? say("", `; evidence: ${point(one).evidence}`) : ""}`,
      },
    ],
  };
}

function allPoints(app, row) {
  const { core, current, system } = app;
  const { tree } = system;
  const holders = core.indicators
    .map((_, node) => node)
    .filter((node) => childrenOf(tree, node).some((child) => child >= tree.nIndicators));
  return holders.map((node) => {
    const points = childrenOf(tree, node).filter((child) => child >= tree.nIndicators);
    const { score, coverage } = nodeScore(current.scores, node, row);
    const title = `${core.indicators[node].id} ${words(core.indicators[node].title)} · ${percent(score)} · ${say("覆盖率", "coverage")} ${percent(coverage)}%`;
    return folded(title, () =>
      withTraces(app, (traces) =>
        points.map((child) => onePoint(app, row, child - tree.nIndicators, traces)),
      ),
    );
  });
}

function onePoint(app, row, point, { verdicts }) {
  const { core, current, system } = app;
  const { score } = nodeScore(current.scores, system.tree.nIndicators + point, row);
  const { id, title } = core.points[point];
  return h(
    "article",
    { class: "point" },
    h(
      "h3",
      {},
      h("a", { href: app.address("point", id) }, `${id} ${words(title)}`),
      " ",
      h("span", { class: "score" }, percent(score)),
    ),
    verdictList(verdicts[point][row]),
    folded(say("怎样判断", "How it is judged"), () => pointFacts(core.points[point])),
  );
}

// The regions ranked next to it, to walk through the ranking.
function neighbours(app, row) {
  const { core, current } = app;
  const at = current.order.indexOf(row);
  const link = (other, text) =>
    other === undefined
      ? null
      : h(
          "a",
          { href: app.address("region", core.regions[other].code) },
          text,
          " ",
          words(core.regions[other].name),
        );
  return h(
    "nav",
    { class: "pager", "aria-label": say("前后名次", "Neighbours in the ranking") },
    link(current.order[at - 1], say("← 前一名", "← before")),
    link(current.order[at + 1], say("后一名 →", "after →")),
  );
}
