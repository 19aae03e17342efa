// Order statistics and comparisons over regions. Numbers only.

import { childrenOf, nodeScore, shares } from "./engine.js";

// Between neighbours in proportion (type 7 of Hyndman and Fan); null of nothing.
export function quantile(values, share) {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (known.length === 0) return null;
  const at = share * (known.length - 1);
  const below = Math.floor(at);
  const low = known[below];
  return low + (at - below) * ((known[below + 1] ?? low) - low);
}

export function median(values) {
  return quantile(values, 0.5);
}

export function mean(values) {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

// Scores of a node in some rows.
export function column(scores, node, rows) {
  return rows.map((row) => nodeScore(scores, node, row).score);
}

// The rank of a value among others: one more than there are greater ones.
export function rankAmong(value, values) {
  if (value === null) return null;
  return 1 + values.filter((other) => other !== null && other > value + 1e-12).length;
}

// What each point costs a row: points of 100 between its score and 1, the dearest first.
export function losses(system, evaluated, row) {
  const { tree } = system;
  const { effective } = shares(tree, evaluated.scores, evaluated.weights, row);
  const found = system.points.map((point, at) => {
    const { score } = nodeScore(evaluated.scores, tree.nIndicators + at, row);
    return { point: at, score, loss: score === null ? 0 : effective[tree.nIndicators + at] * (1 - score) };
  });
  return found.filter((one) => one.loss > 1e-9).sort((a, b) => b.loss - a.loss || a.point - b.point);
}

// Level-3 indicators (those with points) of a row against a middle: worth is the lead in points of
// the total. From what is worth the most to what costs the most.
export function standings(system, evaluated, row, middles) {
  const { tree } = system;
  const { effective } = shares(tree, evaluated.scores, evaluated.weights, row);
  const nodes = Array.from({ length: tree.nIndicators }, (_, node) => node);
  const holdsPoints = (node) => childrenOf(tree, node).some((child) => child >= tree.nIndicators);
  const found = nodes.filter(holdsPoints).map((node) => {
    const { score } = nodeScore(evaluated.scores, node, row);
    const known = score !== null && middles[node] !== null;
    return { node, score, worth: known ? (score - middles[node]) * effective[node] : null };
  });
  return found.filter((one) => one.worth !== null).sort((a, b) => b.worth - a.worth || a.node - b.node);
}

// Medians of every node over some rows.
export function middles(system, scores, rows) {
  const nodes = Array.from({ length: system.tree.total + 1 }, (_, node) => node);
  return nodes.map((node) => median(column(scores, node, rows)));
}

// Rows by what `key` says of them, in the order in which keys first occur.
export function groupBy(rows, key) {
  const groups = new Map();
  for (const row of rows) {
    const name = key(row);
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(row);
  }
  return groups;
}
