/** A fetched page and what can be asked of it. */

import * as host from "bluebook:probe/page@0.2.0";
import * as site from "bluebook:probe/site@0.2.0";

import { Link } from "./link.js";
import { charsOf, numberOf } from "./numbers.js";
import { Absent, Stop, Unknown, UnknownReason } from "./stop.js";

/** Links looked through when a word is followed; a portal's home page has up to about 2,000. */
export const LINKS_MAX = 4000;

/**
 * A page with fewer links than this and at least one script is taken to be a shell that a
 * browser fills, so that a missing link on it says nothing.
 */
export const SHELL_LINKS_MAX = 5;

/** Characters of text below which a shell is blank: room for a title and "loading". */
const BLANK_TEXT_CHARS_MAX = 40;

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
export class Hit {
  /**
   * @param {Page} page
   * @param {number} node
   * @param {string} text
   */
  constructor(page, node, text) {
    /** The page it is on. */
    this.page = page;
    /** Its node. */
    this.node = node;
    /** Its text, or the attribute's value where an attribute was asked for. */
    this.text = text;
  }
}

/**
 * A page the host has fetched and parsed. Cheap to copy: it is an index.
 *
 * Questions are answered by the host, which has parsed the page once for all probes.
 * Selectors are CSS; a selector that is none, or a node that is not there, is the author's
 * fault and stops the call.
 */
export class Page {
  /** @param {number} index The index the contract knows it by. */
  constructor(index) {
    /** The index the contract knows it by. */
    this.index = index;
  }

  /**
   * Every page of the region with this role, in the order they were fetched; all for `""`.
   *
   * @param {string} [role]
   * @returns {Page[]}
   */
  static all(role = "") {
    return Array.from(site.pages(role), (index) => new Page(index));
  }

  /**
   * The region's start pages of this role. Pages that some criterion asked for under the
   * same role are none: what a point finds does not depend on which other points are asked.
   *
   * @param {string} role
   * @returns {Page[]}
   */
  static starts(role) {
    return Page.all(role).filter((page) => page.info.depth === 0);
  }

  /** @returns {PageInfo} Address, role, status, depth, charset. */
  get info() {
    return host.info(this.index);
  }

  /**
   * @param {{ node: number, text: string }[]} hits
   * @returns {Hit[]}
   */
  #hits(hits) {
    return hits.map((hit) => new Hit(this, hit.node, hit.text));
  }

  /**
   * The content of `<meta name=…>`, if not empty.
   *
   * @param {string} name
   * @returns {string | null}
   */
  meta(name) {
    return host.meta(this.index, name) ?? null;
  }

  /**
   * How many elements match.
   *
   * @param {string} css
   * @returns {number}
   */
  count(css) {
    return host.count(this.index, css);
  }

  /**
   * The first match in document order that holds one of the words.
   *
   * @param {string} css
   * @param {string[]} any
   * @returns {Hit | null}
   */
  find(css, any) {
    const hit = host.findText(this.index, css, any);
    return hit ? new Hit(this, hit.node, hit.text) : null;
  }

  /**
   * Matches with their text.
   *
   * @param {string} css
   * @param {number} limit
   * @returns {Hit[]}
   */
  texts(css, limit) {
    return this.#hits(host.texts(this.index, css, limit));
  }

  /**
   * The non-empty values of an attribute of the matches.
   *
   * @param {string} css
   * @param {string} name
   * @param {number} limit
   * @returns {Hit[]}
   */
  attrs(css, name, limit) {
    return this.#hits(host.attrs(this.index, css, name, limit));
  }

  /**
   * Nodes of the matches, in document order.
   *
   * @param {string} css
   * @param {number} limit
   * @returns {number[]}
   */
  select(css, limit) {
    return Array.from(host.select(this.index, css, limit));
  }

  /**
   * Text of a node.
   *
   * @param {number} node
   * @returns {string}
   */
  textOf(node) {
    return host.textOf(this.index, node);
  }

  /**
   * An attribute of a node.
   *
   * @param {number} node
   * @param {string} name
   * @returns {string | null}
   */
  attrOf(node, name) {
    return host.attrOf(this.index, node, name) ?? null;
  }

  /**
   * Tag name of a node, lower case.
   *
   * @param {number} node
   * @returns {string}
   */
  tagOf(node) {
    return host.tagOf(this.index, node);
  }

  /**
   * Parent element.
   *
   * @param {number} node
   * @returns {number | null}
   */
  parentOf(node) {
    return host.parentOf(this.index, node) ?? null;
  }

  /**
   * Child elements.
   *
   * @param {number} node
   * @returns {number[]}
   */
  childrenOf(node) {
    return Array.from(host.childrenOf(this.index, node));
  }

  /**
   * Source text of inline scripts.
   *
   * @param {number} limit
   * @returns {Hit[]}
   */
  scripts(limit) {
    return this.#hits(host.scripts(this.index, limit));
  }

  /** @returns {string} All text a visitor can see. */
  text() {
    return host.text(this.index);
  }

  /** @returns {string} The decoded source; dear. */
  html() {
    return host.html(this.index);
  }

  /**
   * What is known of how the page came, by the contract's names, for example `elapsed-ms`;
   * null where nobody wrote it down.
   *
   * @param {string} name
   * @returns {string | null}
   */
  fact(name) {
    return host.fact(this.index, name) ?? null;
  }

  /**
   * A fact that is a number.
   *
   * @param {string} name
   * @returns {number | null}
   */
  number(name) {
    const fact = this.fact(name);
    return fact === null ? null : numberOf(fact);
  }

  /** @returns {string[]} The addresses passed on the way here, in order. */
  hops() {
    return host.hops(this.index);
  }

  /**
   * The address the form asks for with these values for its fields of these names, in the
   * charset it asks for; null for a form that does more than ask.
   *
   * @param {number} form
   * @param {[string, string][]} values
   * @returns {string | null}
   */
  formUrl(form, values) {
    return host.formUrl(this.index, form, values) ?? null;
  }

  /**
   * Links whose text or title holds one of the words; all links for no words.
   *
   * @param {string[]} any
   * @param {number} limit
   * @returns {Link[]}
   */
  links(any, limit) {
    const links = host.links(this.index, any, limit);
    return links.map((link) => new Link(this, link.node, link.text, link.url));
  }

  /**
   * The best link for the words: an exact text before a longer one, an earlier word before
   * a later one, then a shorter text, then document order.
   *
   * @param {string[]} any
   * @returns {Link | null}
   */
  link(any) {
    const ranked = this.links(any, LINKS_MAX).map((link) => {
      const at = any.findIndex((word) => link.text.includes(word));
      const word = at < 0 ? any.length : at;
      return { link, rank: [any.includes(link.text) ? 0 : 1, word, charsOf(link.text)] };
    });
    let best = ranked[0];
    for (const one of ranked) if (isBefore(one.rank, best.rank)) best = one;
    return best?.link ?? null;
  }

  /** @returns {boolean} Whether the source is a shell with hardly any text in it. */
  isBlank() {
    return this.isShell() && charsOf(this.text()) < BLANK_TEXT_CHARS_MAX;
  }

  /** @returns {boolean} Whether the source is a shell: hardly a link, and scripts that would bring them. */
  isShell() {
    return this.count("script") > 0 && this.links([], SHELL_LINKS_MAX).length < SHELL_LINKS_MAX;
  }

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
  follow(any, role) {
    const link = this.link(any);
    if (link === null) throw this.absent(`no link with ${any.join("/")}`);
    return link.open(role);
  }

  /**
   * What it means that something is not on this page: nothing, if a browser fills it. To be
   * thrown: `throw page.absent("no table")`.
   *
   * @param {string} what
   * @returns {Stop}
   */
  absent(what) {
    const { url } = this.info;
    if (this.isShell()) {
      return new Unknown(UnknownReason.NeedsRendering, `${url} is filled by scripts`);
    }
    return new Absent(this, `${what} on ${url}`);
  }

  /**
   * As `absent`, for what would be in the text: a page without links can still say much.
   *
   * @param {string} what
   * @returns {Stop}
   */
  unsaid(what) {
    return this.isBlank() ? this.absent(what) : new Absent(this, `${what} on ${this.info.url}`);
  }

  /**
   * The page of an address that stands on no page as a link, for example of a form.
   *
   * @param {string} url
   * @param {string} role
   * @returns {Page}
   * @throws As `Link.open`.
   */
  askFor(url, role) {
    return new Link(this, 0, "", url).open(role);
  }
}

/**
 * @param {number[]} rank
 * @param {number[]} other
 */
function isBefore(rank, other) {
  const at = rank.findIndex((number, at) => number !== other[at]);
  return at >= 0 && rank[at] < other[at];
}
