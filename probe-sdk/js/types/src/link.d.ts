/** Links: ways from a page to the next one. */
import { Page } from "./page.js";
/** Why an address could not be had. */
export declare class Failure {
    /**
     * Stable name, for example `http-status`, `dns`, `robots-disallowed`, `soft-404`.
     * @type {string}
     */
    class: string;
    /**
     * The HTTP status, where there was an answer that is its ground.
     * @type {number | null}
     */
    status: number | null;
    /**
     * @param {string} klass
     * @param {number | null} status
     */
    constructor(klass: string, status: number | null);
    /** @returns {boolean} Whether the site itself says that there is no such page. */
    isGone(): boolean;
}
/**
 * Why an address could not be had, where it was looked for.
 *
 * @param {string} url
 * @returns {Failure | null}
 */
export declare function failed(url: string): Failure | null;
/** A link with its absolute address. */
export declare class Link {
    /** The page it is on. */
    page: Page;
    /** Its node. */
    node: number;
    /** Its text, or what stands for it. */
    text: string;
    /** Where it leads. */
    url: string;
    /**
     * @param {Page} page
     * @param {number} node
     * @param {string} text
     * @param {string} url
     */
    constructor(page: Page, node: number, text: string, url: string);
    /**
     * Whether the site itself says that there is no page behind the link: it answered 404
     * or 410, or with a page that says so. Not for a page not fetched yet, nor for one that
     * could not be had for a reason that may pass.
     *
     * @returns {boolean}
     */
    isGone(): boolean;
    /**
     * The page behind the link.
     *
     * @param {string} role
     * @returns {Page}
     * @throws {Ask} If it was not fetched yet.
     * @throws {Unknown} If it could not be had.
     */
    open(role: string): Page;
    /**
     * The pages behind several links, asked for together; those that could not be had are
     * left out.
     *
     * @param {Link[]} links
     * @param {string} role
     * @returns {Page[]}
     * @throws {Ask} With every page not fetched yet.
     */
    static openAll(links: Link[], role: string): Page[];
}
