// Reads the packed data of the page: Base64, then raw DEFLATE, then JSON.

import { makeLeaves, makeTree } from "./engine.js";

export async function unpack(text) {
  return (await unpacked(text)).json();
}

export async function unpackText(text) {
  return (await unpacked(text)).text();
}

async function unpacked(text) {
  const binary = atob(text);
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(stream);
}

// The data with the regions' positions as numbers.
export function readCore(core) {
  core.cells = core.cells.map(readCell);
  if (core.earlier) {
    core.earlier.cells = core.earlier.cells.map(readCell);
    core.earlier.why = core.earlier.why.map(readCell);
  }
  return core;
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

// Digits of base 64, the lowest first, as many for each position as the greatest needs.
function readCell({ states, at }) {
  let width = 1;
  while (64 ** width < states.length) width += 1;
  const position = (_, row) =>
    [...at.slice(row * width, (row + 1) * width)].reduce(
      (sum, digit, place) => sum + DIGITS.indexOf(digit) * 64 ** place,
      0,
    );
  return { states, at: Array.from({ length: at.length / width }, position) };
}

// What the engine works on.
export function systemOf(core) {
  return {
    tree: makeTree(core.indicators, core.points),
    points: core.points,
    classes: core.classes,
    codes: core.regions.map((region) => region.code),
    coverageMin: core.coverage_min,
  };
}

export function leavesOf(system, cells) {
  return makeLeaves(system.tree, cells, cells[0]?.at.length ?? 0);
}

// The item of a list of which one holds for all.
function each(list, at, otherwise) {
  if (list.length === 0) return otherwise;
  return list.length === 1 ? list[0] : list[at];
}

// Verdicts by point and region: `verdicts[point][region]`, each with its words and what was seen.
export function readTraces(traces, cells) {
  const quotes = { list: traces.quotes, next: 0 };
  return traces.columns.map((column, point) => readColumn(traces, column, cells[point], quotes));
}

function readColumn(traces, column, cell, quotes) {
  // Where regions have one verdict each, its answer is the state of their cell.
  const isSingle = !column.at;
  const scores = isSingle ? cell.states.map(([score]) => score ?? null) : column.scores;
  const answers = column.answers.map((answer, at) => answer && readAnswer(answer, column.unit, scores[at]));
  const answerAt = (verdict, region) => answers[isSingle ? cell.at[region] : column.at[verdict]];
  const count = (region) =>
    isSingle ? Number(answers[cell.at[region]] !== null) : each(column.n, region, 0);
  const reading = { traces, column, answerAt, notes: new Map(column.notes), reviews: new Map(column.reviews ?? []), quotes, verdict: 0, seen: 0 };
  return traces.urls.map((urls, region) =>
    Array.from({ length: count(region) }, () => readVerdict(reading, urls, region)),
  );
}

// One text for both languages, [number] with the column's unit, [zh, en], or these and a reason.
function readAnswer(answer, unit, score) {
  if (typeof answer === "string") return { zh: answer, en: answer, reason: null, score };
  if (answer.length === 1)
    return { zh: `${answer[0]} ${unit.zh}`, en: `${answer[0]} ${unit.en}`, reason: null, score };
  const [zh, en, ...reason] = answer;
  return { zh, en, reason: reason.length > 0 ? reason : null, score };
}

function readVerdict(reading, urls, region) {
  const { traces, column, answerAt, notes, reviews, quotes } = reading;
  const at = reading.verdict;
  reading.verdict += 1;
  const page = each(column.pages, at, 0);
  const seen = [];
  for (let left = each(column.n_seen, at, 0); left > 0; left -= 1) {
    const url = urls[column.seen_urls[reading.seen]];
    seen.push({ url, quote: readQuote(quotes, column.seen_quotes[reading.seen]) });
    reading.seen += 1;
  }
  return {
    answer: answerAt(at, region),
    judge: traces.judges[each(column.judges, at)],
    confidence: each(column.confidence, at, 1000),
    page: page > 0 ? urls[page - 1] : null,
    note: notes.get(at) ?? null,
    review: reviews.get(at) ?? null,
    seen,
  };
}

// 0 is the next new quote, anything else says how far back it stands.
function readQuote(quotes, back) {
  if (back > 0) return quotes.list[quotes.next - back];
  quotes.next += 1;
  return quotes.list[quotes.next - 1];
}
