/** What a criterion gives back: a judgement. */
import { Link } from "./link.js";
import { Hit, Page } from "./page.js";
/** Characters of a quote that are kept; enough to find the place on the page again. */
export declare const QUOTE_CHARS_MAX = 200;
/**
 * Confidence of a finding that rests on something *not* being on a page: scripts and
 * pictures can show what the source does not say.
 */
export declare const ABSENCE_CONFIDENCE = 0.8;
/** Where something was seen: page, node, the words there. */
export declare class Evidence {
    /** The page. */
    page: Page;
    /** The element; null for the page as a whole. */
    node: number | null;
    /** The words; at most `QUOTE_CHARS_MAX` characters are kept. */
    quote: string;
    /**
     * @param {Page} page
     * @param {number | null} node
     * @param {string} quote
     */
    constructor(page: Page, node: number | null, quote: string);
    /**
     * What is quoted of an element, a link or a whole page.
     *
     * @param {Seen} place
     * @returns {Evidence}
     */
    static of(place: Seen): Evidence;
}
export type Seen = Evidence | Hit | Link | Page;
export type Finding = {
    tag: string;
    val: any;
};
/**
 * A place on a page that can be quoted.
 *
 * @typedef {Evidence | Hit | Link | Page} Seen
 */
/**
 * What was found, as the contract has it.
 *
 * @typedef {{ tag: string, val: any }} Finding
 */
/** A judgement: finding, evidence, confidence. Every method gives a new one. */
export declare class Judged {
    /** What was found, as the contract has it. */
    finding: Finding;
    /** Where it was seen. */
    evidence: Evidence[];
    /** How sure the criterion is, 0 to 1. */
    confidence: number;
    /** A remark for people. */
    remark: string | null;
    /**
     * @param {Finding} finding
     * @param {Evidence[]} [evidence]
     * @param {number} [confidence]
     * @param {string | null} [remark]
     */
    constructor(finding: Finding, evidence?: Evidence[], confidence?: number, remark?: string | null);
    /**
     * Yes or no. A "no" starts with `ABSENCE_CONFIDENCE`.
     *
     * @param {boolean} truth
     * @returns {Judged}
     */
    static truth(truth: boolean): Judged;
    /**
     * A number and what it counts, for example `days`, `clicks`, `items`, `share`.
     *
     * @param {number} value
     * @param {string} unit
     * @returns {Judged}
     */
    static number(value: number, unit: string): Judged;
    /**
     * How many of how many; a share of nothing is unknown.
     *
     * @param {number} part
     * @param {number} whole
     * @returns {Judged}
     */
    static share(part: number, whole: number): Judged;
    /**
     * One of the grades the manifest's score rule names.
     *
     * @param {string} grade
     * @returns {Judged}
     */
    static grade(grade: string): Judged;
    /**
     * Words, for points a person scores.
     *
     * @param {string} text
     * @returns {Judged}
     */
    static text(text: string): Judged;
    /**
     * Not known, and why.
     *
     * @param {string} reason One of `UnknownReason`.
     * @param {string} note
     * @returns {Judged}
     */
    static unknown(reason: string, note: string): Judged;
    /**
     * What a stop comes to that asks for nothing.
     *
     * @param {import("./stop.js").Stop} stop
     * @returns {Judged}
     */
    static ofStop(stop: import("./stop.js").Stop): Judged;
    /**
     * Adds where it was seen: places, lists of them, null or undefined.
     *
     * @param {...(Seen | Seen[] | null | undefined)} places
     * @returns {Judged}
     */
    seen(...places: (Seen | Seen[] | null | undefined)[]): Judged;
    /**
     * Sets how sure the criterion is, 0 to 1; values outside are clamped.
     *
     * @param {number} confidence
     * @returns {Judged}
     */
    sure(confidence: number): Judged;
    /**
     * Adds a remark for people.
     *
     * @param {string} note
     * @returns {Judged}
     */
    note(note: string): Judged;
}
