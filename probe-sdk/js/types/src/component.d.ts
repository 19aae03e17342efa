/**
 * The component: what the contract calls. Not for authors; `bluebook probe build` joins it
 * with `app.js`.
 */
/**
 * Takes the version and checks that there is something to export, while it is built.
 *
 * @param {string} given
 */
export declare function ready(given: string): void;
/** What the contract's `describe` answers. */
export declare function describe(): {
    family: string;
    version: string;
    title: string;
    criteria: {
        id: string;
        title: string;
        roles: string[];
        points: string[];
    }[];
};
/** What the contract's `evaluate` answers: every task is judged, or leaves requests. */
export declare function evaluate(): {
    verdicts: never[];
    requests: never[];
};
