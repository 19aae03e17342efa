// The first page: how many, where, and the ranking.

import { choice, h, section } from "../../../web/dom.js";
import { dataTable } from "../../../web/table.js";
import { areaName, percent, say, words } from "../../../web/texts.js";
import { classBar, className, histogram, range } from "./charts.js";
import { nodeScore } from "./engine.js";
import { headlines } from "./headlines.js";
import { ladder } from "./ladder.js";
import { regionMap, scoreColour, scoreLegend } from "./map.js";
import { mean, median } from "./stats.js";
import { whatIf } from "./whatif.js";

export function overview(app) {
  const { core } = app;
  const numbers = h("div", { class: "numbers" });
  const told = h("div");
  const classes = h("div");
  const spread = h("div");
  const map = regionMap(app, {
    paint: (row) => paint(app, row),
    title: (row) => titleOf(app, row),
    value: (row) => percent(scoreShown(app, row)),
  });
  const legend = h("div");
  const weights = whatIf(app);
  const ranking = rankingTable(app);
  const glance = ladder(app);
  const redraw = () => {
    numbers.replaceChildren(...figures(app));
    told.replaceChildren(headlines(app) ?? "");
    classes.replaceChildren(classBar(core, classCounts(app)));
    spread.replaceChildren(spreadOf(app));
    legend.replaceChildren(legendOf(app));
    map.update();
    glance?.update();
    ranking.update();
  };
  redraw();
  app.onScores(() => {
    redraw();
    weights.refresh();
  });
  const colour = choice(say("着色", "Colour"), colours(app), app.state.colour, (value) => {
    app.change({ colour: value });
    redraw();
  });
  return [
    h("h1", {}, words(core.title)),
    h("p", { class: "lead" }, leadOf(core)),
    numbers,
    told,
    h(
      "div",
      { class: "grid" },
      h(
        "div",
        { class: "wide" },
        section(say("地图", "Map"), colour, map.node, legend),
        glance ? section(say("名次一览", "Ranking at a glance"), glance.node) : null,
      ),
      h(
        "div",
        {},
        section(say("四类地区", "Classes"), classes),
        section(say("得分分布", "Distribution of totals"), spread),
        section(say("权重试算", "What if the weights were others"), weights.node),
      ),
    ),
    section(glance ? say("排名表", "Ranking, all figures") : say("排名", "Ranking"), ranking.node),
  ];
}

function leadOf({ round, edition, regions }) {
  return say(
    `轮次 ${round.name}，${edition} 版指标体系，采集日 ${round.collected_on}，${regions.length} 个地区。`,
    `Round ${round.name}, edition ${edition}, collected on ${round.collected_on}, ${regions.length} regions.`,
  );
}

function figures({ core, current, system }) {
  const totals = current.totals.map((total) => total.score);
  const cells = core.cells.flatMap(({ states, at }) => at.map((state) => states[state].length > 0));
  const known = cells.filter(Boolean).length / Math.max(1, cells.length);
  const tile = (value, label) => h("div", {}, h("b", {}, value), h("span", {}, label));
  return [
    tile(core.regions.length, say("地区", "regions")),
    tile(current.rank.filter((rank) => rank !== null).length, say("参加排名", "ranked")),
    tile(percent(mean(totals)), say("平均分", "mean total")),
    tile(percent(median(totals)), say("中位数", "median")),
    tile(
      `${percent(mean(current.totals.map((total) => total.coverage)))}%`,
      say("平均覆盖率", "mean coverage"),
    ),
    tile(
      `${percent(known)}%`,
      say(`${system.points.length} 个点位中已知`, `known of ${system.points.length} points`),
    ),
  ];
}

function classCounts({ core, current }) {
  return core.classes.map((_, at) => current.class.filter((one) => one === at).length);
}

function spreadOf({ core, current }) {
  const totals = current.totals.map((total) => total.score);
  const cuts = core.classes.map((cut) => cut.at_least / 100);
  return histogram(
    totals,
    say("总分分布，每格五分", "Totals in steps of five points"),
    (middle) => `c${cuts.findIndex((cut) => middle >= cut)}`,
    median(totals),
  );
}

function colours({ core }) {
  const first = [["class", say("总分与类型", "Class of the total")]];
  return [
    ...first,
    ...core.indicators.map((one) => [one.id, `${"\u3000".repeat(one.level - 1)}${one.id} ${words(one.title)}`]),
  ];
}

// What the map is coloured by.
function scoreShown({ core, current, state }, row) {
  const node = core.indicators.findIndex((one) => one.id === state.colour);
  return node < 0 ? current.totals[row].score : nodeScore(current.scores, node, row).score;
}

function paint(app, row) {
  const node = app.core.indicators.findIndex((one) => one.id === app.state.colour);
  if (node >= 0) return scoreColour(nodeScore(app.current.scores, node, row).score);
  const at = app.current.class[row];
  return at === null ? "cn" : `c${at}`;
}

function legendOf(app) {
  if (app.core.indicators.some((one) => one.id === app.state.colour)) return scoreLegend();
  const items = app.core.classes.map((_, at) => h("li", {}, className(app.core, at)));
  return h("ul", { class: "legend" }, items, h("li", {}, className(app.core, null)));
}

function titleOf({ core, current }, row) {
  const rank =
    current.rank[row] === null
      ? say("未排名", "not ranked")
      : say(`第 ${current.rank[row]} 名`, `rank ${current.rank[row]}`);
  const at = current.class[row];
  const name = at === null ? "" : words(core.classes[at].title);
  return [words(core.regions[row].name), rank, percent(current.totals[row].score), name]
    .filter(Boolean)
    .join(" · ");
}

function rankingTable(app) {
  const { state } = app;
  const search = h("input", {
    type: "search",
    value: state.q,
    placeholder: say("地区、省份、代码", "region, province, code"),
    on: { input: (event) => narrow({ q: event.target.value }) },
  });
  const count = h("span", { class: "muted" });
  const table = dataTable({
    caption: say(
      "各地区的名次、类型、总分和一级指标得分",
      "Rank, class, total and level-1 scores of every region",
    ),
    columns: rankingColumns(app),
    key: (row) => row,
    file: `bluebook-${app.core.round.name}-ranking`,
    note: count,
  });
  const update = () => {
    const rows = app.current.order.filter((row) => isShown(app, row));
    const shown = say(`显示 ${rows.length} 个地区`, `${rows.length} regions shown`);
    const own = say("名次区间仍按原权重", "rank intervals are of the original weights");
    count.textContent = app.core.intervals && app.isTried() ? `${shown} · ${own}` : shown;
    table.show(rows);
  };
  const narrow = (change) => {
    app.change(change);
    update();
  };
  const filters = h(
    "div",
    { class: "filters" },
    h("label", { class: "field" }, h("span", {}, say("筛选", "Filter")), search),
    choice(
      say("类型", "Class"),
      [["", say("全部", "all")], ...app.core.classes.map((one, at) => [String(at), words(one.title)])],
      state.class,
      (value) => narrow({ class: value }),
    ),
    choice(
      say("片区", "Area"),
      [["", say("全部", "all")], ...areasOf(app.core).map((area) => [area, areaName(area)])],
      state.area,
      (value) => narrow({ area: value }),
    ),
  );
  return { node: h("div", {}, filters, table.node), update };
}

export function areasOf(core) {
  return [...new Set(core.regions.map((region) => region.area))].filter(Boolean);
}

function isShown({ core, current, state }, row) {
  const region = core.regions[row];
  const text = `${region.name.zh} ${region.name.en} ${region.province} ${region.code}`.toLowerCase();
  return (
    (!state.q || text.includes(state.q.trim().toLowerCase())) &&
    (!state.class || String(current.class[row]) === state.class) &&
    (!state.area || region.area === state.area)
  );
}

export function rankingColumns(app) {
  const { core } = app;
  const now = () => app.current;
  const links = new Map();
  const link = (row) => {
    const code = core.regions[row].code;
    if (!links.has(code))
      links.set(code, h("a", { href: app.address("region", code) }, words(core.regions[row].name)));
    return links.get(code);
  };
  const levels = core.indicators.map((one, node) => ({ one, node })).filter(({ one }) => one.parent === null);
  const total = (row) => now().totals[row];
  return [
    {
      title: say("名次", "Rank"),
      number: true,
      ascending: true,
      value: (row) => now().rank[row],
      cell: (row) => rankCell(now(), row),
    },
    {
      title: say("变化", "Change"),
      number: true,
      value: (row) => moved(app, row),
      cell: (row) => movedCell(moved(app, row)),
    },
    { title: say("地区", "Region"), head: true, value: (row) => words(core.regions[row].name), cell: link },
    { title: say("代码", "Code"), whole: true, value: (row) => core.regions[row].code },
    { title: say("省份", "Province"), value: (row) => core.regions[row].province },
    {
      title: say("类型", "Class"),
      value: (row) => now().class[row],
      csv: (row) => (now().class[row] === null ? "" : words(core.classes[now().class[row]].title)),
      cell: (row) => className(core, now().class[row]),
    },
    {
      title: say("总分", "Total"),
      number: true,
      value: (row) => total(row).score,
      csv: (row) => numeric(total(row).score),
      cell: (row) => percent(total(row).score),
    },
    ...intervalColumns(app),
    {
      title: say("可能区间", "Bounds"),
      value: (row) => total(row).lower,
      csv: (row) => `${percent(total(row).lower)}–${percent(total(row).upper)}`,
      cell: (row) => boundsCell(total(row)),
    },
    {
      title: say("覆盖率", "Coverage"),
      number: true,
      value: (row) => total(row).coverage,
      csv: (row) => numeric(total(row).coverage),
      cell: (row) => percent(total(row).coverage),
    },
    ...levels.map(({ one, node }) => {
      const score = (row) => nodeScore(now().scores, node, row).score;
      return {
        title: words(one.title),
        number: true,
        value: score,
        csv: (row) => numeric(score(row)),
        cell: (row) => percent(score(row)),
      };
    }),
  ];
}

// The interval of ranks that uncertain weights and judges leave, by the original weights.
function intervalColumns({ core }) {
  if (!core.intervals) return [];
  const interval = (row) => core.intervals.ranks[row];
  const text = (row) => (interval(row) ? `${interval(row)[0]}–${interval(row)[1]}` : null);
  const drawn = new Map();
  const cell = (row) => {
    if (!interval(row)) return null;
    if (!drawn.has(row)) drawn.set(row, intervalCell(interval(row), core.regions.length, text(row)));
    return drawn.get(row);
  };
  return [
    {
      title: say("名次区间", "Rank interval"),
      number: true,
      ascending: true,
      value: (row) => interval(row)?.[0] ?? null,
      csv: text,
      cell,
    },
  ];
}

function intervalCell([from, to], all, text) {
  const [left, width] = [(from - 1) / all, (to - from + 1) / all];
  const span = h("span", { class: "span", css: { left: `${left * 100}%`, width: `${width * 100}%` } });
  return h("span", { class: "ranks" }, text, h("span", { class: "range", "aria-hidden": "true" }, span));
}

export function numeric(share) {
  return share === null ? null : Number(percent(share));
}

function rankCell(current, row) {
  return current.rank[row] ?? (current.vetoes[row].length > 0 ? say("否决", "veto") : "–");
}

function moved({ original, current }, row) {
  const [before, after] = [original.rank[row], current.rank[row]];
  return before === null || after === null ? null : before - after;
}

export function movedCell(places) {
  if (!places) return "–";
  const [name, sign, word] = places > 0 ? ["up", "▲", say("升", "up")] : ["down", "▼", say("降", "down")];
  return h(
    "span",
    { class: name },
    h("span", { "aria-hidden": "true" }, sign),
    h("span", { class: "hidden" }, word),
    Math.abs(places),
  );
}

function boundsCell(total) {
  return h(
    "span",
    { class: "bounds" },
    range(total),
    h("span", { class: "hidden" }, `${percent(total.lower)}–${percent(total.upper)}`),
  );
}
