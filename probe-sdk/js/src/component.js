/**
 * The component: what the contract calls. Not for authors; `bluebook probe build` joins it
 * with `app.js`.
 */

import * as logs from "bluebook:probe/log@0.2.0";
import * as params from "bluebook:probe/params@0.2.0";

import { begin } from "./console.js";
import { Judged } from "./judge.js";
import { criteria, criterionOf, exported } from "./probe.js";
import { Ask, Fault, Stop } from "./stop.js";
import { Task } from "./task.js";

let version = "0.0.0";

/**
 * Takes the version and checks that there is something to export, while it is built.
 *
 * @param {string} given
 */
export function ready(given) {
  version = given;
  exported();
  if (criteria().length === 0) throw new Error("no criterion is registered: import its file in app.js");
}

/** What the contract's `describe` answers. */
export function describe() {
  const { family, title } = exported();
  const listed = criteria().map(({ id, title, roles, points }) => ({ id, title, roles, points }));
  return { family, version, title, criteria: listed };
}

/** What the contract's `evaluate` answers: every task is judged, or leaves requests. */
export function evaluate() {
  begin();
  const answer = { verdicts: [], requests: [] };
  params.tasks().forEach((given, index) => {
    const criterion = criterionOf(given.criterion);
    if (criterion === undefined) {
      throw `probe \`${exported().family}\` has no criterion \`${given.criterion}\``;
    }
    add(answer, criterion, new Task(index, given.point, given.page ?? null));
  });
  return answer;
}

/**
 * @param {{ verdicts: object[], requests: object[] }} answer
 * @param {import("./probe.js").About & { judge: import("./probe.js").Judge }} criterion
 * @param {Task} task
 */
function add(answer, criterion, task) {
  let judged;
  try {
    judged = criterion.judge(task);
  } catch (stop) {
    if (stop instanceof Ask) {
      answer.requests.push(...requests(task, stop));
      return;
    }
    if (stop instanceof Fault) throw `point \`${task.point}\`: ${stop.message}`;
    if (!(stop instanceof Stop)) throw `point \`${task.point}\`: ${said(stop)}`;
    judged = Judged.ofStop(stop);
  }
  if (!(judged instanceof Judged)) {
    const given = `\`${criterion.id}\` gives back ${kindOf(judged)}, not Judged`;
    throw `point \`${task.point}\`: ${given}${placeOf(criterion.judge)}`;
  }
  answer.verdicts.push(verdict(task, judged));
}

/**
 * What a value is, for example `undefined` or `Promise`.
 *
 * @param {any} value
 * @returns {string}
 */
function kindOf(value) {
  return value === null ? "null" : (value?.constructor?.name ?? typeof value);
}

/**
 * Where a function stands; QuickJS knows it.
 *
 * @param {Function & { fileName?: string, lineNumber?: number }} judge
 * @returns {string}
 */
function placeOf({ fileName, lineNumber }) {
  return fileName ? ` (${fileName.split("/").pop()}:${lineNumber})` : "";
}

/**
 * @param {Task} task
 * @param {Ask} ask
 */
function requests(task, ask) {
  return ask.wanted.map(({ url, role, from }) => ({ task: task.index, url, role, from: from.index }));
}

/**
 * @param {Task} task
 * @param {Judged} judged
 */
function verdict(task, judged) {
  const evidence = judged.evidence.map(({ page, node, quote }) => ({ page: page.index, node, quote }));
  const { finding, confidence, remark } = judged;
  return { task: task.index, finding, evidence, confidence, note: remark };
}

/**
 * The error with the line of the author's file it came from; the way it took goes into the log.
 *
 * @param {unknown} error
 * @returns {string}
 */
function said(error) {
  if (!(error instanceof Error)) return `threw ${String(error)}`;
  const passed = String(error.stack ?? "").split("\n").map((line) => line.trim()).filter(Boolean);
  const own = passed.filter((line) => !line.includes("probe-sdk/") && !line.includes("(native)"));
  const lines = own.length > 0 ? own : passed;
  for (const line of lines) logs.write("warn", line);
  const place = /([^/(\s]+:[0-9]+)(?::[0-9]+)?\)?$/.exec(lines[0] ?? "");
  return `${error.name}: ${error.message}${place ? ` (${place[1]})` : ""}`;
}
