/** Links: ways from a page to the next one. */

import * as site from "bluebook:probe/site@0.2.0";

import { Page } from "./page.js";
import { Ask, Stop, Unknown, UnknownReason } from "./stop.js";

/** Why an address could not be had. */
export class Failure {
  /**
   * @param {string} klass
   * @param {number | null} status
   */
  constructor(klass, status) {
    /**
     * Stable name, for example `http-status`, `dns`, `robots-disallowed`, `soft-404`.
     * @type {string}
     */
    this.class = klass;
    /**
     * The HTTP status, where there was an answer that is its ground.
     * @type {number | null}
     */
    this.status = status;
  }

  /** @returns {boolean} Whether the site itself says that there is no such page. */
  isGone() {
    return this.class === "soft-404" || this.status === 404 || this.status === 410;
  }
}

/**
 * Why an address could not be had, where it was looked for.
 *
 * @param {string} url
 * @returns {Failure | null}
 */
export function failed(url) {
  const failure = site.failed(url);
  return failure ? new Failure(failure.class, failure.status ?? null) : null;
}

/** A link with its absolute address. */
export class Link {
  /**
   * @param {Page} page
   * @param {number} node
   * @param {string} text
   * @param {string} url
   */
  constructor(page, node, text, url) {
    /** The page it is on. */
    this.page = page;
    /** Its node. */
    this.node = node;
    /** Its text, or what stands for it. */
    this.text = text;
    /** Where it leads. */
    this.url = url;
  }

  /**
   * Whether the site itself says that there is no page behind the link: it answered 404
   * or 410, or with a page that says so. Not for a page not fetched yet, nor for one that
   * could not be had for a reason that may pass.
   *
   * @returns {boolean}
   */
  isGone() {
    return failed(this.url)?.isGone() ?? false;
  }

  /**
   * The page behind the link.
   *
   * @param {string} role
   * @returns {Page}
   * @throws {Ask} If it was not fetched yet.
   * @throws {Unknown} If it could not be had.
   */
  open(role) {
    const found = site.lookup(this.url);
    if (found.tag === "page") return new Page(found.val);
    if (found.tag === "missing") {
      throw new Unknown(UnknownReason.PageMissing, `${this.url}: ${found.val}`);
    }
    throw new Ask([{ url: this.url, role, from: this.page }]);
  }

  /**
   * The pages behind several links, asked for together; those that could not be had are
   * left out.
   *
   * @param {Link[]} links
   * @param {string} role
   * @returns {Page[]}
   * @throws {Ask} With every page not fetched yet.
   */
  static openAll(links, role) {
    const pages = [];
    const wanted = [];
    for (const link of links) {
      try {
        pages.push(link.open(role));
      } catch (stop) {
        if (stop instanceof Ask) wanted.push(...stop.wanted);
        else if (!(stop instanceof Stop)) throw stop;
      }
    }
    if (wanted.length > 0) throw new Ask(wanted);
    return pages;
  }
}
