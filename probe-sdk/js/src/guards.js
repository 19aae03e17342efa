/**
 * What JavaScript offers and a probe does not have. QuickJS draws the seed of `Math.random`
 * when the component is built and asks the host for the time, which gives none; said in
 * words, the author knows what to take instead.
 */

const noClock = () => {
  throw new Error("a probe has no clock: take task.collectedOn");
};

Math.random = () => {
  throw new Error("a probe has no randomness: Math.random");
};

// @ts-expect-error Called without `new`, `Date` gives the time, which a class does not.
globalThis.Date = class Date extends globalThis.Date {
  constructor(/** @type {any[]} */ ...parts) {
    if (parts.length === 0) noClock();
    // @ts-expect-error What `Date` takes, `Date` checks.
    super(...parts);
  }

  /** @returns {never} */
  static now() {
    return noClock();
  }
};
