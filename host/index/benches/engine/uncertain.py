"""Draws of everything that is uncertain at once, in numpy: weights, scales, means, errors of judges.

Cells lie as draws x points x regions, so that a parent's sum is one product of a row by a matrix whose
rows are contiguous: the fastest way found. `block` draws are made at a time; 1 is one draw after the other.
"""

import numpy as np


class Judged:
    """A table and the chances that its cells are judged otherwise; see the engine's `judges`."""

    def __init__(self, rows, quality):
        scores = np.array(rows, dtype=float).T
        is_known = ~np.isnan(scores)
        self.known = is_known.astype(float)
        self.scores = np.nan_to_num(scores)
        self.is_found = self.scores > 0
        n_found = self.is_found.sum(1)
        share = n_found / np.maximum(is_known.sum(1), 1)
        precision, recall = quality
        with np.errstate(divide="ignore", invalid="ignore"):
            missed = np.minimum(precision * share * (1 / recall - 1) / (1 - share), 1)
        missed = np.where(share < 1, missed, 0)
        chances = np.where(self.is_found, 1 - precision, missed[:, None])
        self.chances = np.where(is_known, chances, 0).astype(np.float32)
        # What a missed cell may become: the scores found of its point.
        self.found = self.scores[self.is_found]
        self.first = np.concatenate([[0], n_found.cumsum()[:-1]])
        self.n_found = n_found

    def draw(self, random, n_draws):
        cells = np.empty((n_draws, *self.scores.shape))
        cells[:] = self.scores
        otherwise = random.random(cells.shape, dtype=np.float32) < self.chances
        places = np.flatnonzero(otherwise)
        in_table = places % self.scores.size
        point = in_table // self.scores.shape[1]
        donor = self.first[point] + (random.random(len(places)) * self.n_found[point]).astype(int)
        cells.ravel()[places] = np.where(self.is_found.ravel()[in_table], 0.0, self.found[donor])
        return cells


def climb(index, table, cells, weights, top_is_geometric):
    """Totals of some draws; the total is a geometric mean where asked for, all else is arithmetic."""
    score, known = {}, {}
    for parent, children in index.steps:
        is_geometric = top_is_geometric and parent == index.total
        term = np.log if is_geometric else np.asarray
        leaves = children[children >= index.n_indicators]
        value = weight = 0.0
        if len(leaves):
            at = slice(leaves[0] - index.n_indicators, leaves[-1] + 1 - index.n_indicators)
            w = weights[:, leaves]
            value = (w[:, None, :] @ term(cells[:, at]))[:, 0]
            weight = w @ table.known[at]
        for child in children[children < index.n_indicators]:
            w = weights[:, [child]]
            own = known.pop(child)
            value = value + np.where(own, w * term(score.pop(child)), 0.0)
            weight = weight + w * own
        is_known = weight > 0
        mean = np.divide(value, weight, out=np.zeros_like(value), where=is_known)
        score[parent], known[parent] = (np.exp(mean) if is_geometric else mean), is_known
    return score[index.total]


def totals(index, tables, weights, asked, random):
    """Totals of all draws. `alternatives` names table and means of each draw, where both sides are to
    be compared number by number."""
    n = len(weights)
    table_of, is_geometric = (random.integers(2, size=n) for _ in range(2))
    if "alternatives" in asked:
        table_of, is_geometric = np.array(asked["alternatives"]).T
    made = np.empty((n, tables[0].scores.shape[1]))
    with np.errstate(divide="ignore", invalid="ignore"):
        for at, table in enumerate(tables):
            for top in (0, 1):
                chosen = np.flatnonzero((table_of == at) & (is_geometric == top))
                for some in np.array_split(chosen, max(1, -(-len(chosen) // asked["block"]))):
                    cells = table.draw(random, len(some))
                    made[some] = climb(index, table, cells, weights[some], top)
    return made
