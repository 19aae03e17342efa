/** Numbers as manifests and facts write them. */

const NUMBER = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;

/**
 * The number that a text is, the whole of it; null for everything else that `Number` takes.
 *
 * @param {string} text
 * @returns {number | null}
 */
export function numberOf(text) {
  return NUMBER.test(text) ? Number(text) : null;
}

/**
 * How many characters a text has. Its `length` counts the rare ones twice.
 *
 * @param {string} text
 * @returns {number}
 */
export function charsOf(text) {
  let n = 0;
  for (const _ of text) n += 1;
  return n;
}
