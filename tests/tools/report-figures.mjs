// The page's own numbers against the command line's: comparison by cause, peers, topics, the annex.

import assert from "node:assert/strict";

// Hundredths, as both round.
const hundredths = (number) => Math.round(number * 100);

export function checkFigures(job, { modules, core, annex }) {
  const { evaluate, leavesOf, readCore, systemOf } = modules;
  readCore(core);
  const system = systemOf(core);
  const original = evaluate(system, leavesOf(system, core.cells), system.tree.weights);
  const before = evaluate(
    { ...system, codes: core.earlier.codes },
    leavesOf(system, core.earlier.cells),
    system.tree.weights,
  );
  const app = { core, system, original, current: original, earlier: () => before };
  compared(job.compared, core);
  for (const region of job.regions) {
    const row = core.regions.findIndex((one) => one.code === region.code);
    regionCompared(region, modules.pointChanges(app, row), core);
    for (const [who, told] of Object.entries(region.peers)) peers(told, app, row, who, modules);
  }
  for (const topic of job.topics) topicOf(topic, app, modules);
  assert.equal(annex, job.annex);
  return `${job.compared.rows.length} regions by ${job.compared.causes.length} causes, ${job.regions.length} region by region, ${job.topics.length} topics`;
}

function compared({ rows, causes, gone, new: added }, core) {
  const { earlier } = core;
  assert.equal(earlier.causes.length, causes.length);
  assert.deepEqual([earlier.gone, earlier.new], [gone, added]);
  for (const told of rows) {
    const row = earlier.compared[core.regions.findIndex((one) => one.code === told.code)];
    for (const key of ["total", "change", "parts", "rank", "n_up", "n_up_by_list"])
      assert.deepEqual(row[key], told[key], `${told.code} ${key}`);
    const sum = row.parts.reduce((all, part) => all + hundredths(part), 0);
    assert.equal(sum, hundredths(row.change), `parts of ${told.code}`);
  }
}

function regionCompared({ code, compared: told }, { unweighted, points }, core) {
  const names = told.causes;
  const moved = told.points.filter((one) => one.by_score || one.by_weight || one.causes.length > 0);
  assert.equal(unweighted, hundredths(told.by_unweighted), code);
  assert.deepEqual(
    points.map((one) => [
      core.points[one.at].id,
      one.byScore,
      one.byWeight,
      one.causes.map((at) => names[at]),
    ]),
    moved.map((one) => [one.id, hundredths(one.by_score), hundredths(one.by_weight), one.causes]),
    code,
  );
}

function peers(told, app, row, who, { peersOf, pointStandings, percent }) {
  const rows = peersOf(app, row, who);
  assert.equal(rows.length, told.n_peers, who);
  const all = pointStandings(app.system, app.original, row, rows);
  const shown = (one) => [
    app.core.points[one.point].id,
    percent(one.score),
    percent(one.mean),
    percent(Math.abs(one.worth)),
    percent(one.above),
  ];
  const cells = (one) => [
    one.id,
    one.score.toFixed(2),
    one.peers.toFixed(2),
    Math.abs(one.worth).toFixed(2),
    one.above.toFixed(2),
  ];
  const n = told.strengths.length;
  assert.deepEqual(all.slice(0, n).map(shown), told.strengths.map(cells), who);
  const weak = all.slice(-told.weaknesses.length).reverse();
  assert.deepEqual(weak.map(shown), told.weaknesses.map(cells), who);
}

function topicOf({ id, rows }, { core, system, original }, { places, topicScores }) {
  const topic = core.topics.find((one) => one.id === id);
  const totals = topicScores(system.tree, original.scores, original.weights, topic.points);
  const { codes, coverageMin } = system;
  const { rank } = places({ totals, vetoes: totals.map(() => []), codes, classes: [], coverageMin });
  for (const told of rows) {
    const row = codes.indexOf(told.code);
    assert.equal(totals[row].score, told.total_unrounded, `${id} ${told.code}`);
    assert.equal(rank[row], told.rank, `${id} ${told.code}`);
  }
}
