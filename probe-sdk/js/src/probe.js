/** A probe as its criteria register themselves. */

/**
 * What a criterion is called and asks.
 *
 * @typedef {object} About
 * @property {string} id Short name used by manifests, for example `guide-elements`.
 * @property {string} title What it asks, in Chinese.
 * @property {string[]} roles Page roles it starts from.
 * @property {string[]} points Catalogue points it was written for.
 */

/**
 * Judges one task, or stops on the way.
 *
 * @typedef {(task: import("./task.js").Task) => import("./judge.js").Judged} Judge
 */

/**
 * In the order they were registered, which is that of the imports.
 *
 * @type {Map<string, About & { judge: Judge }>}
 */
const registered = new Map();

/** @type {{ family: string, title: string } | null} */
let probe = null;

/**
 * Registers a criterion.
 *
 * @param {About} about
 * @param {Judge} judge
 * @returns {Judge}
 * @throws {Error} Which ends the build, for a name that is there already.
 */
export function criterion(about, judge) {
  const { id, title, roles, points } = about;
  if (registered.has(id)) throw new Error(`criterion \`${id}\` is there twice`);
  registered.set(id, { id, title, roles, points, judge });
  return judge;
}

/**
 * Says of which family the registered criteria are; once, in `app.js`. The version is that
 * of `package.json`.
 *
 * @param {{ family: string, title: string }} about
 */
export function exportProbe(about) {
  if (probe !== null) throw new Error(`the probe is \`${probe.family}\` already`);
  const { family, title } = about;
  probe = { family, title };
}

/** @returns {{ family: string, title: string }} The probe that `app.js` exports. */
export function exported() {
  if (probe === null) throw new Error("app.js calls `exportProbe({ family, title })` nowhere");
  return probe;
}

/** @returns {(About & { judge: Judge })[]} Every registered criterion. */
export function criteria() {
  return [...registered.values()];
}

/**
 * The criterion of this name.
 *
 * @param {string} id
 * @returns {(About & { judge: Judge }) | undefined}
 */
export function criterionOf(id) {
  return registered.get(id);
}
