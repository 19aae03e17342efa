/** Numbers as manifests and facts write them. */
/**
 * The number that a text is, the whole of it; null for everything else that `Number` takes.
 *
 * @param {string} text
 * @returns {number | null}
 */
export declare function numberOf(text: string): number | null;
/**
 * How many characters a text has. Its `length` counts the rare ones twice.
 *
 * @param {string} text
 * @returns {number}
 */
export declare function charsOf(text: string): number;
