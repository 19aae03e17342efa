/**
 * Why a criterion stops before a judgement.
 *
 * These play the part that `?` plays in the Rust SDK: they pass a stop up to the
 * host. An author who catches errors throws these on: `if (e instanceof Stop) throw e`.
 */
/**
 * Why a probe cannot say. The host adds its own reasons.
 *
 * @readonly
 * @enum {string}
 */
export declare const UnknownReason: Readonly<{
    /** A page the criterion needs could not be had. */
    PageMissing: "page-missing";
    /** The page came but its text is damaged or is a block or parking page. */
    PageUnreadable: "page-unreadable";
    /** The page does not say, and silence is not an answer to this question. */
    NotStated: "not-stated";
    /** The page says two things. */
    Ambiguous: "ambiguous";
    /** Only a browser would show it. */
    NeedsRendering: "needs-rendering";
    /** Only a person can judge it. */
    NeedsPerson: "needs-person";
    /** The question does not apply to this region. */
    NotApplicable: "not-applicable";
}>;
export type Wanted = {
    url: string;
    role: string;
    from: import("./page.js").Page;
};
/**
 * A page a criterion wants: its absolute address, what it is to the criterion, for
 * example `guide`, and the page the address was found on.
 *
 * @typedef {object} Wanted
 * @property {string} url
 * @property {string} role
 * @property {import("./page.js").Page} from
 */
/** A criterion stopped before a judgement. */
export declare class Stop extends Error {
    /** @param {string} message What is said of it. */
    constructor(message: string);
}
/** Pages are needed that nobody has fetched yet. */
export declare class Ask extends Stop {
    /** @type {Wanted[]} */
    wanted: Wanted[];
    /** @param {Wanted[]} wanted The pages. */
    constructor(wanted: Wanted[]);
}
/** It cannot be known. */
export declare class Unknown extends Stop {
    /** @type {string} */
    reason: string;
    /** @type {string} */
    note: string;
    /**
     * @param {string} reason One of `UnknownReason`.
     * @param {string} note Words for people.
     */
    constructor(reason: string, note: string);
}
/** The page was there and readable, and what was looked for is not on it; the note says what. */
export declare class Absent extends Stop {
    /** @type {import("./page.js").Page} */
    page: import("./page.js").Page;
    /** @type {string} */
    note: string;
    /**
     * @param {import("./page.js").Page} page The page.
     * @param {string} note What is not on it.
     */
    constructor(page: import("./page.js").Page, note: string);
}
/**
 * The manifest gave the criterion something it cannot use. Nothing of the call is
 * judged, so that a wrong manifest is not taken for a finding.
 */
export declare class Fault extends Stop {
}
