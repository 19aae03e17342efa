/**
 * `console`, which the interpreter does not have: what is said goes into the run's log, a line
 * of it for every line. What is said while the component is built goes nowhere.
 */

import * as logs from "bluebook:probe/log@0.2.0";

let isJudging = false;

/** From here on something is judged. */
export function begin() {
  isJudging = true;
}

/**
 * A function of `console`.
 *
 * @param {"debug" | "info" | "warn"} level
 * @returns {(...parts: unknown[]) => void}
 */
const writes = (level) => (...parts) => {
  if (!isJudging) return;
  for (const line of parts.map(shown).join(" ").split("\n")) logs.write(level, line);
};

const console = {
  debug: writes("debug"),
  log: writes("info"),
  info: writes("info"),
  warn: writes("warn"),
  error: writes("warn"),
};

Object.assign(globalThis, { console });

/**
 * A value as people read it: texts as they are, errors in their words, others as JSON.
 *
 * @param {unknown} value
 * @returns {string}
 */
function shown(value) {
  if (typeof value !== "object" || value === null || value instanceof Error) return String(value);
  const isListed = value instanceof Map || value instanceof Set;
  try {
    return JSON.stringify(isListed ? Array.from(value) : value) ?? String(value);
  } catch {
    // It holds itself, or a number that JSON has not.
    return String(value);
  }
}
