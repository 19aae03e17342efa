/** One question of the manifest: its pages and its parameters. */
import { Page } from "./page.js";
export type Place = {
    /**
     * GB/T 2260 code, six digits.
     */
    code: string;
    /**
     * For example 广州市.
     */
    name: string;
    /**
     * For example 广州.
     */
    shortName: string;
};
/**
 * The region under judgement.
 *
 * @typedef {object} Place
 * @property {string} code GB/T 2260 code, six digits.
 * @property {string} name For example 广州市.
 * @property {string} shortName For example 广州.
 */
/** One question to answer: which pages to judge and what the manifest gives for it. */
export declare class Task {
    /** Its place among the tasks of the call. */
    index: number;
    /** Point id in the manifest. */
    point: string;
    /** The one page to judge, where the point is judged page by page. */
    page: number | null;
    /**
     * @param {number} index
     * @param {string} point
     * @param {number | null} page
     */
    constructor(index: number, point: string, page: number | null);
    /** @returns {Place} The region under judgement. */
    get place(): Place;
    /** @returns {string} The day the round was collected, `YYYY-MM-DD`. There is no clock. */
    get collectedOn(): string;
    /** @returns {string} The role the manifest lets this point start from; `home` if it says none. */
    get role(): string;
    /** @returns {Page[]} The pages to judge: the one page of a page-by-page point, else every start page. */
    pages(): Page[];
    /**
     * The first page to judge.
     *
     * @returns {Page}
     * @throws {Unknown} With `PageMissing` if there is none.
     */
    start(): Page;
    /**
     * A parameter as the manifest's text, or as JSON where it is not a text.
     *
     * @param {string} key
     * @returns {string | null}
     */
    text(key: string): string | null;
    /**
     * A parameter that is a list of words; a single text is a list of one.
     *
     * @param {string} key
     * @returns {string[]}
     */
    words(key: string): string[];
    /**
     * A parameter that is a list of groups of synonyms; a single word is a group of one.
     *
     * @param {string} key
     * @returns {string[][]}
     */
    groups(key: string): string[][];
    /**
     * A parameter that is a number.
     *
     * @param {string} key
     * @returns {number | null}
     */
    number(key: string): number | null;
    /**
     * Writes to the run's log.
     *
     * @param {string} message
     */
    log(message: string): void;
}
