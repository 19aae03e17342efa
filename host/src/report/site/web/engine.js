// The roll-up of the program once more: the same sums in the same order, so that the page and the
// command line agree in every bit. `docs/method.md` explains the steps; `bluebook_index::roll_up` is the
// original, and a test compares the two. No page, no language, nothing but numbers.

// Totals are compared in steps of 1e-12; see `aggregate::grid`.
export function grid(score) {
  return Math.round(score * 1e12);
}

// The system as a tree. Nodes are numbered: indicators, then points, then the total.
export function makeTree(indicators, points) {
  const nIndicators = indicators.length;
  const total = nIndicators + points.length;
  const children = Array.from({ length: nIndicators }, () => []);
  const top = [];
  const weights = new Float64Array(total + 1);
  const parents = new Int32Array(total + 1).fill(-1);
  const hang = (parent, node) => (parent === null ? top : children[parent]).push(node);
  indicators.forEach((indicator, node) => {
    weights[node] = indicator.weight;
    parents[node] = indicator.parent ?? total;
    // Vetoes and bonuses weigh nothing.
    if (indicator.part === "weighted") hang(indicator.parent, node);
  });
  points.forEach((point, at) => {
    weights[nIndicators + at] = point.weight;
    parents[nIndicators + at] = point.indicator;
    hang(point.indicator, nIndicators + at);
  });
  children.push(top);
  return { indicators, nIndicators, nPoints: points.length, total, children, weights, parents };
}

export function childrenOf(tree, node) {
  if (node === tree.total) return tree.children[tree.nIndicators];
  return node < tree.nIndicators ? tree.children[node] : [];
}

// Cells of the data as one block of numbers for each quantity, node by node.
export function makeLeaves(tree, cells, nRows) {
  const scores = emptyScores((tree.total + 1) * nRows, nRows);
  cells.forEach(({ states, at }, point) => {
    const from = (tree.nIndicators + point) * nRows;
    at.forEach((state, row) => setLeaf(scores, from + row, states[state]));
  });
  return scores;
}

function emptyScores(n, nRows) {
  const [score, coverage, lower] = [0, 0, 0].map(() => new Float64Array(n));
  return { nRows, score, coverage, lower, upper: new Float64Array(n).fill(1), known: new Uint8Array(n) };
}

function setLeaf(scores, at, state) {
  if (state.length === 0) return;
  const [score, coverage = 1, lower = score, upper = score] = state;
  scores.known[at] = 1;
  scores.score[at] = score;
  scores.coverage[at] = coverage;
  scores.lower[at] = lower;
  scores.upper[at] = upper;
}

// Scores of every node in every row by `weights`; those of points are taken from `leaves`, which is
// written over above them.
export function rollUp(tree, leaves, weights) {
  for (let node = tree.nIndicators - 1; node >= 0; node -= 1) mean(tree, leaves, weights, node);
  mean(tree, leaves, weights, tree.total);
  return leaves;
}

// The weighted mean of the known children, row by row. Plain loops over plain arrays: this is what a
// reader waits for while a weight moves.
function mean(tree, scores, weights, node) {
  const { nRows, known, score, coverage, lower, upper } = scores;
  const sums = Array.from({ length: 5 }, () => new Float64Array(nRows));
  const [knownSum, scoreSum, coverageSum, lowerSum, upperSum] = sums;
  let all = 0;
  for (const child of childrenOf(tree, node)) {
    const weight = weights[child];
    if (weight <= 0) continue;
    all += weight;
    for (let row = 0, at = child * nRows; row < nRows; row += 1, at += 1) {
      coverageSum[row] += weight * coverage[at];
      lowerSum[row] += weight * lower[at];
      upperSum[row] += weight * upper[at];
      // 0 where it is unknown, so it adds nothing.
      knownSum[row] += weight * known[at];
      scoreSum[row] += weight * score[at];
    }
  }
  const to = node * nRows;
  for (let row = 0; row < nRows; row += 1) close(scores, to + row, row, all, sums);
}

function close(scores, at, row, all, [known, score, coverage, lower, upper]) {
  const isKnown = known[row] > 0;
  scores.known[at] = isKnown ? 1 : 0;
  if (!isKnown) {
    [scores.score[at], scores.coverage[at], scores.lower[at], scores.upper[at]] = [0, 0, 0, 1];
    return;
  }
  const mean = score[row] / known[row];
  scores.score[at] = mean;
  // The last bit of a quotient may stray, so the bounds are made to hold the score.
  scores.coverage[at] = Math.min(coverage[row] / all, 1);
  scores.lower[at] = Math.min(lower[row] / all, mean);
  scores.upper[at] = Math.max(upper[row] / all, mean);
}

// Score, coverage and bounds of a node in a row; `score` is null if it is unknown.
export function nodeScore(scores, node, row) {
  const at = node * scores.nRows + row;
  return {
    score: scores.known[at] ? scores.score[at] : null,
    coverage: scores.coverage[at],
    lower: scores.lower[at],
    upper: scores.upper[at],
  };
}

// The whole of a row: the weighted total with what the other parts do to it, as `aggregate::parts`:
// bonuses, then deductions, multipliers and caps, each of score and bounds by itself.
export function totalOf({ tree, points }, scores, row) {
  const weighted = nodeScore(scores, tree.total, row);
  const total = { ...weighted };
  for (const [kind, act] of [
    ["bonus", addBonus],
    ["deduction", deduct],
    ["multiplier", multiply],
    ["cap", cap],
  ]) {
    tree.indicators.forEach(({ part }, node) => {
      if (!part[kind]) return;
      const held = kind === "cap" ? heldScores({ tree, points }, scores, node, row) : [];
      act(total, part[kind], { weighted, own: nodeScore(scores, node, row), held });
    });
  }
  return total;
}

function addBonus(total, { points, above }, { weighted, own }) {
  const earns = (base) => grid(base) >= grid(above / 100);
  const share = points / 100;
  if (weighted.score !== null && earns(weighted.score)) total.score += share * (own.score ?? 0);
  if (earns(weighted.lower)) total.lower += share * own.lower;
  if (earns(weighted.upper)) total.upper += share * own.upper;
}

function deduct(total, { points }, { own }) {
  const share = points / 100;
  change(total, own, (value, score) => Math.max(value - share * (1 - score), 0));
}

function multiply(total, { least }, { own }) {
  const factor = least / 100;
  change(total, own, (value, score) => value * (factor + (1 - factor) * score));
}

// What is unknown takes nothing from the score.
function change(total, own, act) {
  if (total.score !== null) total.score = act(total.score, own.score ?? 1);
  total.lower = act(total.lower, own.lower);
  total.upper = act(total.upper, own.upper);
}

function cap(total, { at_most: atMost }, { held }) {
  const most = atMost / 100;
  const isShort = (score) => score !== null && grid(score) < grid(1);
  if (total.score !== null && held.some((one) => isShort(one.score)))
    total.score = Math.min(total.score, most);
  if (held.some((one) => isShort(one.lower))) total.lower = Math.min(total.lower, most);
  if (held.some((one) => isShort(one.upper))) total.upper = Math.min(total.upper, most);
}

// The points below a level-1 indicator.
function heldScores({ tree, points }, scores, top, row) {
  const held = points.map((_, at) => at).filter((at) => topOf(tree, points[at].indicator) === top);
  return held.map((at) => nodeScore(scores, tree.nIndicators + at, row));
}

function topOf(tree, indicator) {
  let top = indicator;
  while (tree.indicators[top].parent !== null) top = tree.indicators[top].parent;
  return top;
}

// Points below a veto that are known to score less than 1.
export function vetoesOf(tree, points, scores, row) {
  const isVeto = (indicator) => tree.indicators[topOf(tree, indicator)].part === "veto";
  const falls = (point) => {
    const { score } = nodeScore(scores, tree.nIndicators + point, row);
    return score !== null && grid(score) < grid(1);
  };
  return points.map((_, at) => at).filter((at) => isVeto(points[at].indicator) && falls(at));
}

const [RANKED, VETOED, THIN, UNKNOWN] = [0, 1, 2, 3];

// Ranks and classes, as `aggregate::rank`: listed rows, each with rank and class or null.
export function places({ totals, vetoes, codes, classes, coverageMin }) {
  const standing = (row) => {
    if (vetoes[row].length > 0) return VETOED;
    if (totals[row].score === null) return UNKNOWN;
    return grid(totals[row].coverage) < grid(coverageMin) ? THIN : RANKED;
  };
  const keys = totals.map((total, row) => ({ row, standing: standing(row), steps: grid(total.score ?? 0) }));
  const byCode = (a, b) => (codes[a.row] < codes[b.row] ? -1 : 1);
  const bySteps = (a, b) => (a.standing === RANKED ? b.steps - a.steps : 0);
  keys.sort((a, b) => a.standing - b.standing || bySteps(a, b) || byCode(a, b));
  const rank = new Array(totals.length).fill(null);
  const ofClass = new Array(totals.length).fill(null);
  let before = null;
  keys.forEach(({ row, standing: sort, steps }, listed) => {
    if (sort === RANKED) {
      rank[row] = before?.steps === steps ? before.rank : listed + 1;
      before = { steps, rank: rank[row] };
      ofClass[row] = classOf(classes, totals[row].score);
    } else if (sort === VETOED) {
      ofClass[row] = classes.length > 0 ? classes.length - 1 : null;
    }
  });
  return { rank, class: ofClass, order: keys.map((key) => key.row) };
}

// The first cut a total reaches; null if none.
export function classOf(classes, total) {
  const at = classes.findIndex((cut) => grid(total) >= grid(cut.at_least / 100));
  return at < 0 ? null : at;
}

// Everything about all rows by some weights.
export function evaluate(system, leaves, weights) {
  const { tree, points, codes, classes, coverageMin } = system;
  const scores = rollUp(tree, leaves, weights);
  const rows = codes.map((_, row) => row);
  const totals = rows.map((row) => totalOf(system, scores, row));
  const hasVeto = tree.indicators.some((indicator) => indicator.part === "veto");
  const vetoes = rows.map((row) => (hasVeto ? vetoesOf(tree, points, scores, row) : []));
  return { weights, scores, totals, vetoes, ...places({ totals, vetoes, codes, classes, coverageMin }) };
}

// A topic in every row, as `aggregate::focused`: the mean of its points, each weighing what it weighs in
// the total when everything is known.
export function topicScores(tree, scores, weights, points) {
  const { full } = shares(tree, scores, weights, 0);
  const nodes = points.map((point) => tree.nIndicators + point).filter((node) => full[node] > 0);
  const all = nodes.reduce((sum, node) => sum + full[node], 0);
  return Array.from({ length: scores.nRows }, (_, row) => topicScore(scores, full, nodes, all, row));
}

function topicScore({ nRows, known, score, coverage, lower, upper }, full, nodes, all, row) {
  const sum = (of) => nodes.reduce((sum, node) => sum + full[node] * of[node * nRows + row], 0);
  const own = sum(known);
  if (!(own > 0)) return { score: null, coverage: 0, lower: 0, upper: 1 };
  const mean = sum(score) / own;
  return {
    score: mean,
    coverage: Math.min(sum(coverage) / all, 1),
    lower: Math.min(sum(lower) / all, mean),
    upper: Math.max(sum(upper) / all, mean),
  };
}

// Full and effective share of the total of every node in a row; see `docs/method.md`, section 6.
export function shares(tree, scores, weights, row) {
  const full = new Float64Array(tree.total + 1);
  const effective = new Float64Array(tree.total + 1);
  full[tree.total] = 1;
  effective[tree.total] = scores.known[tree.total * scores.nRows + row] ? 1 : 0;
  for (const parent of [tree.total, ...Array(tree.nIndicators).keys()]) {
    const children = childrenOf(tree, parent);
    const isKnown = (node) => scores.known[node * scores.nRows + row] === 1;
    let [all, known] = [0, 0];
    for (const child of children) {
      all += weights[child];
      if (isKnown(child)) known += weights[child];
    }
    for (const child of children) {
      full[child] = all > 0 ? (full[parent] * weights[child]) / all : 0;
      effective[child] = isKnown(child) && known > 0 ? (effective[parent] * weights[child]) / known : 0;
    }
  }
  return { full, effective };
}
