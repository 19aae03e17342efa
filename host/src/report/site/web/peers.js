// Whom a region is compared with, and where it stands among them: as `bluebook explain --peers`.

import { h, section } from "../../../web/dom.js";
import { fixedTable } from "../../../web/table.js";
import { areaName, percent, say, signed, words } from "../../../web/texts.js";
import { nodeScore, shares } from "./engine.js";

export const PEERS = ["similar", "province", "area", "country"];

// Enough for a mean, few enough to be near; `SIMILAR_MAX` of `cli::explain::peers`.
const SIMILAR_MAX = 10;
const TOLD_MAX = 5;

export function peersName({ core }, row, who) {
  const { area, province } = core.regions[row];
  return {
    similar: say("总分相近的地区", "regions near in total"),
    province: say(`${province}的地区`, `regions of ${province}`),
    area: say(`${areaName(area)}的地区`, `regions of the ${areaName(area)}`),
    country: say("全国的地区", "regions of the country"),
  }[who];
}

// Rows of the others, by the weights in force.
export function peersOf({ core, current }, row, who) {
  const others = core.regions.map((_, at) => at).filter((at) => at !== row);
  if (who === "country") return others;
  if (who === "province" || who === "area")
    return others.filter((at) => core.regions[at][who] === core.regions[row][who]);
  const total = (at) => current.totals[at].score;
  if (total(row) === null) return [];
  const away = (at) => Math.abs(total(at) - total(row));
  const known = others.filter((at) => total(at) !== null);
  return known.sort((a, b) => away(a) - away(b) || a - b).slice(0, SIMILAR_MAX);
}

// Points of a row against the mean of its peers, from what is worth the most to what costs the most;
// `bluebook_index::peers::standings`.
export function pointStandings(system, evaluated, row, peers) {
  const { tree } = system;
  const { effective } = shares(tree, evaluated.scores, evaluated.weights, row);
  const found = system.points.map((_, point) => {
    const node = tree.nIndicators + point;
    const of = (at) => nodeScore(evaluated.scores, node, at).score;
    const scores = peers.map(of).filter((score) => score !== null);
    const score = of(row);
    if (score === null || scores.length === 0) return null;
    const mean = scores.reduce((sum, one) => sum + one, 0) / scores.length;
    const beaten = scores.reduce((sum, one) => sum + (one < score ? 1 : one === score ? 0.5 : 0), 0);
    return { point, score, mean, worth: (score - mean) * effective[node], above: beaten / scores.length };
  });
  return found.filter(Boolean).sort((a, b) => b.worth - a.worth || a.point - b.point);
}

export function peersSection(app, row) {
  const { core, current, system, state } = app;
  const peers = peersOf(app, row, state.peers);
  const title = say("与同类地区比", "Against its peers");
  if (peers.length === 0 || current.totals[row].score === null) return null;
  const all = pointStandings(system, current, row, peers);
  const strong = all.filter((one) => one.worth > 0).slice(0, TOLD_MAX);
  const weak = all
    .filter((one) => one.worth < 0)
    .slice(-TOLD_MAX)
    .reverse();
  const names = peers.slice(0, SIMILAR_MAX).flatMap((at, n) => [
    n > 0 ? say("、", ", ") : null,
    h("a", { href: app.address("region", core.regions[at].code) }, words(core.regions[at].name)),
  ]);
  const lead = h(
    "p",
    {},
    say(
      `与 ${peers.length} 个${peersName(app, row, state.peers)}的平均比`,
      `Against the mean of ${peers.length} ${peersName(app, row, state.peers)}`,
    ),
    peers.length <= SIMILAR_MAX ? [say("：", ": "), names] : null,
    say("。", "."),
  );
  const table = (caption, rows, file) =>
    rows.length === 0
      ? h("p", { class: "muted" }, `${caption}${say("：无。", ": none.")}`)
      : fixedTable(standingSpec(app, row, caption, file), rows);
  return section(
    title,
    lead,
    h(
      "div",
      { class: "pair" },
      table(say("长处：得益最多的点位", "Strengths: points it gains most by"), strong, "strengths"),
      table(say("短处：失分最多的点位", "Weaknesses: points that cost it most"), weak, "weaknesses"),
    ),
  );
}

function standingSpec(app, row, caption, file) {
  const { core } = app;
  const name = ({ point }) => `${core.points[point].id} ${words(core.points[point].title)}`;
  const share = (title, key) => ({
    title,
    number: true,
    value: (one) => one[key],
    csv: (one) => percent(one[key]),
    cell: (one) => percent(one[key]),
  });
  return {
    caption,
    key: (one) => one.point,
    file: `bluebook-${core.regions[row].code}-${file}`,
    columns: [
      {
        title: say("点位", "Point"),
        head: true,
        value: ({ point }) => core.points[point].id,
        csv: name,
        cell: (one) => h("a", { href: app.address("point", core.points[one.point].id) }, name(one)),
      },
      share(say("得分", "Score"), "score"),
      share(say("同类均值", "Peers"), "mean"),
      {
        title: say("值总分", "Worth"),
        number: true,
        value: (one) => one.worth,
        csv: (one) => signed(one.worth),
        cell: (one) => h("span", { class: one.worth > 0 ? "up" : "down" }, signed(one.worth)),
      },
      {
        title: say("高于", "Above"),
        number: true,
        value: (one) => one.above,
        csv: (one) => percent(one.above),
        cell: (one) => `${percent(one.above)}%`,
      },
    ],
  };
}
