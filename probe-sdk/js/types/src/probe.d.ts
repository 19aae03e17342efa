/** A probe as its criteria register themselves. */
export type About = {
    /**
     * Short name used by manifests, for example `guide-elements`.
     */
    id: string;
    /**
     * What it asks, in Chinese.
     */
    title: string;
    /**
     * Page roles it starts from.
     */
    roles: string[];
    /**
     * Catalogue points it was written for.
     */
    points: string[];
};
export type Judge = (task: import("./task.js").Task) => import("./judge.js").Judged;
/**
 * Registers a criterion.
 *
 * @param {About} about
 * @param {Judge} judge
 * @returns {Judge}
 * @throws {Error} Which ends the build, for a name that is there already.
 */
export declare function criterion(about: About, judge: Judge): Judge;
/**
 * Says of which family the registered criteria are; once, in `app.js`. The version is that
 * of `package.json`.
 *
 * @param {{ family: string, title: string }} about
 */
export declare function exportProbe(about: {
    family: string;
    title: string;
}): void;
/** @returns {{ family: string, title: string }} The probe that `app.js` exports. */
export declare function exported(): {
    family: string;
    title: string;
};
/** @returns {(About & { judge: Judge })[]} Every registered criterion. */
export declare function criteria(): (About & {
    judge: Judge;
})[];
/**
 * The criterion of this name.
 *
 * @param {string} id
 * @returns {(About & { judge: Judge }) | undefined}
 */
export declare function criterionOf(id: string): (About & {
    judge: Judge;
}) | undefined;
