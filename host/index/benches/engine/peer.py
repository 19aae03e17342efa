"""The engine's work in numpy and in pandas, for the benchmark to talk to.

Reads one JSON value a line from stdin and answers each with one line on stdout:

  {"load": {"parents", "weights", "n_indicators", "rows"}}   the tree and the table; null is unknown; a
                                                             number of rows is a table made here
  {"judged": {"tables", "quality"}}                          the table on several scales, and precision and
                                                             recall of its judges
  {"answer": what, "with": {...}}                            what it computes
  {"time": what, "with": {...}}                              CPU time of doing it once, in milliseconds
  {"peak": null}                                             the most memory this process has had, in MB

Nodes are numbered as in the engine: indicators, points, the total. `with` has `draws`, and `sets` of
weights to be used instead of noise, so that both sides can be compared number by number.
"""

import json
import resource
import sys
import time

import numpy as np
import pandas as pd

import uncertain

NOISE = 0.25
CUTS = [0.52, 0.5, 0.48, 0.0]


class Index:
    def __init__(self, load):
        self.parents = np.array(load["parents"])
        self.weights = np.array(load["weights"])
        self.n_indicators = load["n_indicators"]
        self.total = len(self.parents) - 1
        if isinstance(load["rows"], int):
            random = np.random.default_rng(2)
            rows = random.random((load["rows"], self.total - self.n_indicators))
            rows[random.random(rows.shape) < 0.05] = np.nan
        else:
            rows = np.array(load["rows"], dtype=float)
        self.known = (~np.isnan(rows)).astype(float)
        self.scores = np.nan_to_num(rows)
        self.is_complete = bool(self.known.all())
        nodes = np.arange(self.total)
        # Children before parents; the children of each parent, indicators first.
        order = [*range(self.n_indicators - 1, -1, -1), self.total]
        self.steps = [(p, nodes[self.parents[:-1] == p]) for p in order]
        self.frame = pd.DataFrame(rows, columns=range(self.n_indicators, self.total))
        self.n_levels = max(self.depth(node) for node in nodes)

    def depth(self, node):
        return 0 if node == self.total else 1 + self.depth(self.parents[node])


def roll_up(index, _):
    """Scores, coverage and bounds of every node, all regions at once."""
    n = len(index.scores)
    shape = (n, index.total + 1)
    score, known, cover, low, high = (np.zeros(shape) for _ in range(5))
    points = slice(index.n_indicators, index.total)
    score[:, points] = index.scores
    known[:, points] = cover[:, points] = index.known
    low[:, points] = index.scores
    high[:, points] = np.where(index.known > 0, index.scores, 1.0)
    for parent, children in index.steps:
        w = index.weights[children]
        weight = known[:, children] @ w
        with np.errstate(invalid="ignore", divide="ignore"):
            mean = (score[:, children] @ w) / weight
        known[:, parent] = weight > 0
        score[:, parent] = np.where(weight > 0, mean, 0.0)
        cover[:, parent] = (cover[:, children] @ w) / w.sum()
        low[:, parent] = (low[:, children] @ w) / w.sum()
        high[:, parent] = (high[:, children] @ w) / w.sum()
    return np.stack([score[:, -1], cover[:, -1], low[:, -1], high[:, -1]])


def noisy(index, asked):
    if "sets" in asked:
        return np.array(asked["sets"])
    draws = np.random.default_rng(1).random((asked["draws"], len(index.weights)))
    return index.weights * (1 + NOISE * (2 * draws - 1))


def ranks_of(totals):
    """Competition ranks along the last axis, ties in steps of 1e-12."""
    steps = np.rint(totals * 1e12)
    order = np.argsort(-steps, axis=-1)
    listed = np.take_along_axis(steps, order, -1)
    is_new = np.ones(listed.shape, dtype=bool)
    is_new[..., 1:] = listed[..., 1:] != listed[..., :-1]
    place = np.where(is_new, np.arange(1, listed.shape[-1] + 1, dtype=np.int32), 0)
    place = np.maximum.accumulate(place, axis=-1)
    ranks = np.empty(place.shape, dtype=np.int32)
    np.put_along_axis(ranks, order, place, -1)
    return ranks


def chances(totals):
    reached = np.stack([(totals >= cut).mean(0) for cut in CUTS])
    return np.diff(reached, axis=0, prepend=0)


def summary(totals, ranks):
    q5, median, q95 = np.percentile(ranks, [5, 50, 95], axis=0)
    return np.concatenate([np.stack([ranks.mean(0), median, q5, q95]), chances(totals)])


def summary_of_counts(totals, ranks):
    """The same from counts of ranks, as the engine has it: no quantile needs more."""
    n_draws, n = ranks.shape
    counts = np.bincount((ranks + (np.arange(n, dtype=np.int32) * n - 1)).ravel(), minlength=n * n)
    counts = counts.reshape(n, n)
    upto = counts.cumsum(1)

    def quantile(share):
        at = share * (n_draws - 1)
        low, high = ((upto <= place).sum(1) + 1.0 for place in (int(at), min(int(at) + 1, n_draws - 1)))
        return low + (at - int(at)) * (high - low)

    mean = counts @ np.arange(1.0, n + 1) / n_draws
    return np.concatenate([np.stack([mean, quantile(0.5), quantile(0.05), quantile(0.95)]), chances(totals)])


def at_once(index, asked):
    """All draws in matrices: folded to one weight a point where nothing is unknown."""
    weights = noisy(index, asked)
    points = slice(index.n_indicators, index.total)
    if index.is_complete:
        share = np.empty_like(weights)
        share[:, -1] = 1.0
        for parent, children in reversed(index.steps):
            w = weights[:, children]
            share[:, children] = share[:, [parent]] * w / w.sum(1, keepdims=True)
        totals = share[:, points] @ index.scores.T
    else:
        score, known = {}, {}
        for parent, children in index.steps:
            leaves = children[children >= index.n_indicators]
            columns = leaves - index.n_indicators
            w = weights[:, leaves]
            value = w @ index.scores[:, columns].T
            weight = w @ index.known[:, columns].T
            for child in children[children < index.n_indicators]:
                w = weights[:, [child]]
                value += w * score.pop(child)
                weight += w * known.pop(child)
            is_known = weight > 0
            np.divide(value, weight, out=value, where=is_known)
            score[parent], known[parent] = value, is_known
        totals = score[index.total]
    return summary_of_counts(totals, ranks_of(totals))


def one_by_one(index, asked):
    """One draw after the other up the tree, as it is usually written."""
    totals = []
    for weights in noisy(index, asked):
        score = np.zeros((len(index.scores), index.total + 1))
        known = np.zeros_like(score)
        score[:, index.n_indicators : index.total] = index.scores
        known[:, index.n_indicators : index.total] = index.known
        for parent, children in index.steps:
            w = weights[children]
            weight = known[:, children] @ w
            score[:, parent] = (score[:, children] @ w) / np.maximum(weight, 1e-300)
            known[:, parent] = weight > 0
        totals.append(score[:, -1])
    totals = np.array(totals)
    return summary(totals, np.array([ranks_of(row) for row in totals]))


def level_up(index, frame, weights):
    """Weighted sums of a level's columns by the node above them."""
    parents = pd.Series(index.parents[frame.columns], index=frame.columns)
    return frame.mul(weights[frame.columns], axis=1).T.groupby(parents).sum().T


def mean_up(index, frame, weights):
    """Weighted means of what is known. Points of the benchmark's tree all hang on the last level."""
    known = frame.notna().astype(float)
    return level_up(index, frame, weights) / level_up(index, known, weights).replace(0.0, np.nan)


def pandas_roll_up(index, _):
    """Scores, coverage and bounds, level by level."""
    weights = pd.Series(index.weights)
    frames = [index.frame, index.frame.notna().astype(float), index.frame.fillna(0.0), index.frame.fillna(1.0)]
    for _ in range(index.n_levels):
        frames = [mean_up(index, frame, weights) for frame in frames]
    return np.stack([frame[index.total].to_numpy() for frame in frames])


def pandas_one_by_one(index, asked):
    """One draw after the other, as researchers write it."""
    totals = {}
    for draw, weights in enumerate(noisy(index, asked)):
        weights, frame = pd.Series(weights), index.frame
        for _ in range(index.n_levels):
            frame = mean_up(index, frame, weights)
        totals[draw] = frame[index.total]
    totals = pd.DataFrame(totals)
    ranks = totals.round(12).rank(method="min", ascending=False)
    quantiles = ranks.quantile([0.5, 0.05, 0.95], axis=1)
    reached = np.stack([(totals >= cut).mean(axis=1) for cut in CUTS])
    return np.concatenate([[ranks.mean(axis=1)], quantiles, np.diff(reached, axis=0, prepend=0)])


def totals(index, asked):
    """Totals of draws of everything that is uncertain; without errors of judges where both sides are to be
    compared."""
    tables = index.judged if asked.get("errors", True) else index.right
    return uncertain.totals(index, tables, noisy(index, asked), asked, np.random.default_rng(4))


def everything(index, asked):
    made = totals(index, asked)
    return summary_of_counts(made, ranks_of(made))


WORK = {
    "totals": totals,
    "everything": everything,
    "roll_up": roll_up,
    "at_once": at_once,
    "one_by_one": one_by_one,
    "pandas_roll_up": pandas_roll_up,
    "pandas_one_by_one": pandas_one_by_one,
}


def main():
    index = None
    for line in sys.stdin:
        asked = json.loads(line)
        if "load" in asked:
            index = Index(asked["load"])
            answer = len(index.scores)
        elif "judged" in asked:
            tables, quality = asked["judged"]["tables"], asked["judged"]["quality"]
            index.judged = [uncertain.Judged(rows, quality) for rows in tables]
            index.right = [uncertain.Judged(rows, [1.0, 1.0]) for rows in tables]
            answer = len(tables)
        elif "peak" in asked:
            answer = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        elif "answer" in asked:
            answer = WORK[asked["answer"]](index, asked["with"]).tolist()
        else:
            start = time.process_time()
            for _ in range(asked["with"].get("times", 1)):
                WORK[asked["time"]](index, asked["with"])
            answer = (time.process_time() - start) * 1e3
        print(json.dumps(answer), flush=True)


main()
