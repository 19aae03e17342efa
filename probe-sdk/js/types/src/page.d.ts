/** A fetched page and what can be asked of it. */
import { Link } from "./link.js";
import { Stop } from "./stop.js";
/** Links looked through when a word is followed; a portal's home page has up to about 2,000. */
export declare const LINKS_MAX = 4000;
/**
 * A page with fewer links than this and at least one script is taken to be a shell that a
 * browser fills, so that a missing link on it says nothing.
 */
export declare const SHELL_LINKS_MAX = 5;
export type PageInfo = {
    /**
     * The address after redirects.
     */
    url: string;
    /**
     * What the page is to the probe; `home` is where most criteria start.
     */
    role: string;
    /**
     * HTTP status; 200 for pages from an archive without one.
     */
    status: number;
    /**
     * Clicks from the region's start page; 0 for the start pages.
     */
    depth: number;
    /**
     * Name of the charset the bytes were read with.
     */
    encoding: string;
    /**
     * Characters that could not be decoded.
     */
    nReplaced: number;
};
/**
 * Address, role, status, depth, charset of a page.
 *
 * @typedef {object} PageInfo
 * @property {string} url The address after redirects.
 * @property {string} role What the page is to the probe; `home` is where most criteria start.
 * @property {number} status HTTP status; 200 for pages from an archive without one.
 * @property {number} depth Clicks from the region's start page; 0 for the start pages.
 * @property {string} encoding Name of the charset the bytes were read with.
 * @property {number} nReplaced Characters that could not be decoded.
 */
/** An element and its text, white space folded. */
export declare class Hit {
    /** The page it is on. */
    page: Page;
    /** Its node. */
    node: number;
    /** Its text, or the attribute's value where an attribute was asked for. */
    text: string;
    /**
     * @param {Page} page
     * @param {number} node
     * @param {string} text
     */
    constructor(page: Page, node: number, text: string);
}
/**
 * A page the host has fetched and parsed. Cheap to copy: it is an index.
 *
 * Questions are answered by the host, which has parsed the page once for all probes.
 * Selectors are CSS; a selector that is none, or a node that is not there, is the author's
 * fault and stops the call.
 */
export declare class Page {
    #private;
    /** The index the contract knows it by. */
    index: number;
    /** @param {number} index The index the contract knows it by. */
    constructor(index: number);
    /**
     * Every page of the region with this role, in the order they were fetched; all for `""`.
     *
     * @param {string} [role]
     * @returns {Page[]}
     */
    static all(role?: string): Page[];
    /**
     * The region's start pages of this role. Pages that some criterion asked for under the
     * same role are none: what a point finds does not depend on which other points are asked.
     *
     * @param {string} role
     * @returns {Page[]}
     */
    static starts(role: string): Page[];
    /** @returns {PageInfo} Address, role, status, depth, charset. */
    get info(): PageInfo;
    /**
     * The content of `<meta name=…>`, if not empty.
     *
     * @param {string} name
     * @returns {string | null}
     */
    meta(name: string): string | null;
    /**
     * How many elements match.
     *
     * @param {string} css
     * @returns {number}
     */
    count(css: string): number;
    /**
     * The first match in document order that holds one of the words.
     *
     * @param {string} css
     * @param {string[]} any
     * @returns {Hit | null}
     */
    find(css: string, any: string[]): Hit | null;
    /**
     * Matches with their text.
     *
     * @param {string} css
     * @param {number} limit
     * @returns {Hit[]}
     */
    texts(css: string, limit: number): Hit[];
    /**
     * The non-empty values of an attribute of the matches.
     *
     * @param {string} css
     * @param {string} name
     * @param {number} limit
     * @returns {Hit[]}
     */
    attrs(css: string, name: string, limit: number): Hit[];
    /**
     * Nodes of the matches, in document order.
     *
     * @param {string} css
     * @param {number} limit
     * @returns {number[]}
     */
    select(css: string, limit: number): number[];
    /**
     * Text of a node.
     *
     * @param {number} node
     * @returns {string}
     */
    textOf(node: number): string;
    /**
     * An attribute of a node.
     *
     * @param {number} node
     * @param {string} name
     * @returns {string | null}
     */
    attrOf(node: number, name: string): string | null;
    /**
     * Tag name of a node, lower case.
     *
     * @param {number} node
     * @returns {string}
     */
    tagOf(node: number): string;
    /**
     * Parent element.
     *
     * @param {number} node
     * @returns {number | null}
     */
    parentOf(node: number): number | null;
    /**
     * Child elements.
     *
     * @param {number} node
     * @returns {number[]}
     */
    childrenOf(node: number): number[];
    /**
     * Source text of inline scripts.
     *
     * @param {number} limit
     * @returns {Hit[]}
     */
    scripts(limit: number): Hit[];
    /** @returns {string} All text a visitor can see. */
    text(): string;
    /** @returns {string} The decoded source; dear. */
    html(): string;
    /**
     * What is known of how the page came, by the contract's names, for example `elapsed-ms`;
     * null where nobody wrote it down.
     *
     * @param {string} name
     * @returns {string | null}
     */
    fact(name: string): string | null;
    /**
     * A fact that is a number.
     *
     * @param {string} name
     * @returns {number | null}
     */
    number(name: string): number | null;
    /** @returns {string[]} The addresses passed on the way here, in order. */
    hops(): string[];
    /**
     * The address the form asks for with these values for its fields of these names, in the
     * charset it asks for; null for a form that does more than ask.
     *
     * @param {number} form
     * @param {[string, string][]} values
     * @returns {string | null}
     */
    formUrl(form: number, values: [string, string][]): string | null;
    /**
     * Links whose text or title holds one of the words; all links for no words.
     *
     * @param {string[]} any
     * @param {number} limit
     * @returns {Link[]}
     */
    links(any: string[], limit: number): Link[];
    /**
     * The best link for the words: an exact text before a longer one, an earlier word before
     * a later one, then a shorter text, then document order.
     *
     * @param {string[]} any
     * @returns {Link | null}
     */
    link(any: string[]): Link | null;
    /** @returns {boolean} Whether the source is a shell with hardly any text in it. */
    isBlank(): boolean;
    /** @returns {boolean} Whether the source is a shell: hardly a link, and scripts that would bring them. */
    isShell(): boolean;
    /**
     * Goes to the page behind the best link for the words.
     *
     * @param {string[]} any
     * @param {string} role
     * @returns {Page}
     * @throws {Absent} If no link has one of the words.
     * @throws {Unknown} If this page is a shell that only a browser fills or if the target
     *   could not be had.
     * @throws {import("./stop.js").Ask} If it was not fetched yet.
     */
    follow(any: string[], role: string): Page;
    /**
     * What it means that something is not on this page: nothing, if a browser fills it. To be
     * thrown: `throw page.absent("no table")`.
     *
     * @param {string} what
     * @returns {Stop}
     */
    absent(what: string): Stop;
    /**
     * As `absent`, for what would be in the text: a page without links can still say much.
     *
     * @param {string} what
     * @returns {Stop}
     */
    unsaid(what: string): Stop;
    /**
     * The page of an address that stands on no page as a link, for example of a form.
     *
     * @param {string} url
     * @param {string} role
     * @returns {Page}
     * @throws As `Link.open`.
     */
    askFor(url: string, role: string): Page;
}
