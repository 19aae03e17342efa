/** One question of the manifest: its pages and its parameters. */

import * as logs from "bluebook:probe/log@0.2.0";
import * as params from "bluebook:probe/params@0.2.0";
import * as site from "bluebook:probe/site@0.2.0";

import { numberOf } from "./numbers.js";
import { Page } from "./page.js";
import { Unknown, UnknownReason } from "./stop.js";

/**
 * The region under judgement.
 *
 * @typedef {object} Place
 * @property {string} code GB/T 2260 code, six digits.
 * @property {string} name For example 广州市.
 * @property {string} shortName For example 广州.
 */

/** One question to answer: which pages to judge and what the manifest gives for it. */
export class Task {
  /**
   * @param {number} index
   * @param {string} point
   * @param {number | null} page
   */
  constructor(index, point, page) {
    /** Its place among the tasks of the call. */
    this.index = index;
    /** Point id in the manifest. */
    this.point = point;
    /** The one page to judge, where the point is judged page by page. */
    this.page = page;
  }

  /** @returns {Place} The region under judgement. */
  get place() {
    return site.region();
  }

  /** @returns {string} The day the round was collected, `YYYY-MM-DD`. There is no clock. */
  get collectedOn() {
    return site.collectedOn();
  }

  /** @returns {string} The role the manifest lets this point start from; `home` if it says none. */
  get role() {
    return this.text("role") ?? "home";
  }

  /** @returns {Page[]} The pages to judge: the one page of a page-by-page point, else every start page. */
  pages() {
    return this.page === null ? Page.starts(this.role) : [new Page(this.page)];
  }

  /**
   * The first page to judge.
   *
   * @returns {Page}
   * @throws {Unknown} With `PageMissing` if there is none.
   */
  start() {
    const page = this.pages()[0];
    if (page === undefined) {
      throw new Unknown(UnknownReason.PageMissing, `no page of role ${this.role}`);
    }
    return page;
  }

  /**
   * A parameter as the manifest's text, or as JSON where it is not a text.
   *
   * @param {string} key
   * @returns {string | null}
   */
  text(key) {
    return params.get(this.index, key) ?? null;
  }

  /**
   * A parameter that is a list of words; a single text is a list of one.
   *
   * @param {string} key
   * @returns {string[]}
   */
  words(key) {
    const text = this.text(key);
    if (text === null) return [];
    const words = json(text);
    return isWords(words) ? words : [text];
  }

  /**
   * A parameter that is a list of groups of synonyms; a single word is a group of one.
   *
   * @param {string} key
   * @returns {string[][]}
   */
  groups(key) {
    const text = this.text(key);
    const groups = text === null ? null : json(text);
    if (Array.isArray(groups) && groups.every(isWords)) return groups;
    return this.words(key).map((word) => [word]);
  }

  /**
   * A parameter that is a number.
   *
   * @param {string} key
   * @returns {number | null}
   */
  number(key) {
    const text = this.text(key);
    return text === null ? null : numberOf(text);
  }

  /**
   * Writes to the run's log.
   *
   * @param {string} message
   */
  log(message) {
    logs.write("info", message);
  }
}

/**
 * @param {string} text
 * @returns {unknown}
 */
function json(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * @param {unknown} value
 * @returns {value is string[]}
 */
function isWords(value) {
  return Array.isArray(value) && value.every((word) => typeof word === "string");
}
