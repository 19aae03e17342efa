/**
 * What JavaScript offers and a probe does not have. QuickJS draws the seed of `Math.random`
 * when the component is built and asks the host for the time, which gives none; said in
 * words, the author knows what to take instead.
 */
export {};
