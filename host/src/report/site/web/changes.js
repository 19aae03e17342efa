// Why one region's total is another one than in the earlier round: point by point, in parts that sum to
// the change, as `bluebook compare --region`. By the round's own weights.

import { h, section } from "../../../web/dom.js";
import { fixedTable } from "../../../web/table.js";
import { percent, say, signedPoints, points, words } from "../../../web/texts.js";
import { nodeScore, shares } from "./engine.js";

// A difference, coloured by its sign.
export function change(gain) {
  if (gain === null) return "–";
  return h("span", { class: gain > 0 ? "up" : gain < 0 ? "down" : null }, signedPoints(gain));
}

// Parts of a difference in whole hundredths that sum to `whole`: every part down or up to a neighbouring
// hundredth, those nearest to the next one up. `report::Points::split`.
export function split(parts, whole) {
  const noise = 1e-7;
  const exact = parts.map((part) => part * 10000 + noise);
  const shown = exact.map(Math.floor);
  const rest = (at) => exact[at] - shown[at];
  const order = exact.map((_, at) => at).sort((a, b) => rest(b) - rest(a) || a - b);
  const missing = whole - shown.reduce((sum, part) => sum + part, 0);
  for (const at of order.slice(0, Math.max(0, missing))) shown[at] += 1;
  return shown;
}

// The points of a region in both rounds, and what does not weigh; hundredths of a point of 100.
export function pointChanges(app, row) {
  const { core, system, original } = app;
  const { earlier } = core;
  const before = app.earlier();
  const sides = [
    [before, earlier.rows[row]],
    [original, row],
  ];
  const effective = sides.map(([one, at]) => shares(system.tree, one.scores, one.weights, at).effective);
  const found = core.points.map((_, at) => {
    const node = system.tree.nIndicators + at;
    const scores = sides.map(([one, from]) => nodeScore(one.scores, node, from).score);
    return { at, scores, weights: effective.map((list) => list[node]) };
  });
  const parts = found.flatMap(({ scores: [old, now], weights: [was, is] }) => {
    const [from, to] = [old ?? now ?? 0, now ?? old ?? 0];
    return [((was + is) / 2) * (to - from), ((from + to) / 2) * (is - was)];
  });
  const weighted = (side) =>
    found.reduce((sum, { scores, weights }) => sum + weights[side] * (scores[side] ?? 0), 0);
  const [was, is] = sides.map(([one, at]) => one.totals[at].score ?? 0);
  const whole = Math.round((earlier.compared[row].change ?? (is - was) * 100) * 100);
  const [unweighted, ...shown] = split([is - weighted(1) - (was - weighted(0)), ...parts], whole);
  const states = (at) => earlier.why[at].states[earlier.why[at].at[row]];
  const told = found.map((one, n) => ({
    ...one,
    byScore: shown[2 * n],
    byWeight: shown[2 * n + 1],
    causes: states(one.at),
  }));
  const size = (one) => Math.abs(one.byScore) + Math.abs(one.byWeight);
  return {
    unweighted,
    points: told
      .filter((one) => size(one) > 0 || one.causes.length > 0)
      .sort((a, b) => size(b) - size(a) || a.at - b.at),
  };
}

export function changesSection(app, row) {
  const known = app.core.earlier?.compared[row];
  if (!known) return null;
  const { core } = app;
  const { unweighted, points: moved } = pointChanges(app, row);
  const [was, is] = known.total.map((total) => points(total));
  const [from, to] = known.rank.map((rank) => rank ?? "–");
  const lead = h(
    "p",
    {},
    say(`总分 ${was} → ${is}（`, `Total ${was} → ${is} (`),
    change(known.change),
    say(`），名次 ${from} → ${to}。`, `), rank ${from} → ${to}.`),
  );
  const causes = core.earlier.causes.map((cause, at) =>
    known.parts[at] ? h("li", {}, `${words(cause)} `, change(known.parts[at])) : null,
  );
  return section(
    say("与上一轮比", "Against the earlier round"),
    lead,
    h("ul", { class: "inline" }, causes),
    unweighted === 0
      ? null
      : h("p", {}, say("其中不占权重的指标 ", "Of it what does not weigh "), change(unweighted / 100)),
    moved.length === 0 ? null : fixedTable(spec(app, row), moved),
    h(
      "p",
      { class: "muted" },
      say(
        `按本轮原权重；各部分之和等于变化，同 bluebook compare --region ${core.regions[row].code}。`,
        `By the round's own weights; parts sum to the change, as bluebook compare --region ${core.regions[row].code}.`,
      ),
    ),
  );
}

function spec(app, row) {
  const { core } = app;
  const name = ({ at }) => `${core.points[at].id} ${words(core.points[at].title)}`;
  const score = (title, side) => ({
    title,
    number: true,
    value: (one) => one.scores[side],
    csv: (one) => percent(one.scores[side]),
    cell: (one) => percent(one.scores[side]),
  });
  const part = (title, key) => ({
    title,
    number: true,
    value: (one) => one[key],
    csv: (one) => signedPoints(one[key] / 100),
    cell: (one) => change(one[key] / 100),
  });
  return {
    caption: say("影响最大的点位在前", "Points, those that mattered most first"),
    key: (one) => one.at,
    file: `bluebook-${core.regions[row].code}-changes`,
    columns: [
      {
        title: say("点位", "Point"),
        head: true,
        value: ({ at }) => core.points[at].id,
        csv: name,
        cell: (one) => h("a", { href: app.address("point", core.points[one.at].id) }, name(one)),
      },
      score(say("原得分", "Before"), 0),
      score(say("现得分", "Now"), 1),
      part(say("因得分", "By score"), "byScore"),
      part(say("因权重", "By weight"), "byWeight"),
      {
        title: say("原因", "Causes"),
        value: (one) => one.causes.map((at) => words(core.earlier.causes[at])).join(say("、", ", ")),
      },
    ],
  };
}
