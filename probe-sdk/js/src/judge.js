/** What a criterion gives back: a judgement. */

import { Link } from "./link.js";
import { Hit, Page } from "./page.js";
import { Absent, Unknown, UnknownReason } from "./stop.js";

/** Characters of a quote that are kept; enough to find the place on the page again. */
export const QUOTE_CHARS_MAX = 200;

/**
 * Confidence of a finding that rests on something *not* being on a page: scripts and
 * pictures can show what the source does not say.
 */
export const ABSENCE_CONFIDENCE = 0.8;

/** Where something was seen: page, node, the words there. */
export class Evidence {
  /**
   * @param {Page} page
   * @param {number | null} node
   * @param {string} quote
   */
  constructor(page, node, quote) {
    /** The page. */
    this.page = page;
    /** The element; null for the page as a whole. */
    this.node = node;
    /** The words; at most `QUOTE_CHARS_MAX` characters are kept. */
    this.quote = Array.from(quote).slice(0, QUOTE_CHARS_MAX).join("");
  }

  /**
   * What is quoted of an element, a link or a whole page.
   *
   * @param {Seen} place
   * @returns {Evidence}
   */
  static of(place) {
    if (place instanceof Evidence) return place;
    if (place instanceof Hit) return new Evidence(place.page, place.node, place.text);
    if (place instanceof Link) return new Evidence(place.page, place.node, place.text || place.url);
    if (place instanceof Page) return new Evidence(place, null, place.info.url);
    throw new TypeError(`${String(place)} is no place on a page`);
  }
}

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
export class Judged {
  /**
   * @param {Finding} finding
   * @param {Evidence[]} [evidence]
   * @param {number} [confidence]
   * @param {string | null} [remark]
   */
  constructor(finding, evidence = [], confidence = 1, remark = null) {
    /** What was found, as the contract has it. */
    this.finding = finding;
    /** Where it was seen. */
    this.evidence = evidence;
    /** How sure the criterion is, 0 to 1. */
    this.confidence = confidence;
    /** A remark for people. */
    this.remark = remark;
    Object.freeze(this);
  }

  /**
   * Yes or no. A "no" starts with `ABSENCE_CONFIDENCE`.
   *
   * @param {boolean} truth
   * @returns {Judged}
   */
  static truth(truth) {
    return new Judged({ tag: "truth", val: Boolean(truth) }, [], truth ? 1 : ABSENCE_CONFIDENCE);
  }

  /**
   * A number and what it counts, for example `days`, `clicks`, `items`, `share`.
   *
   * @param {number} value
   * @param {string} unit
   * @returns {Judged}
   */
  static number(value, unit) {
    return new Judged({ tag: "number", val: { value, unit } });
  }

  /**
   * How many of how many; a share of nothing is unknown.
   *
   * @param {number} part
   * @param {number} whole
   * @returns {Judged}
   */
  static share(part, whole) {
    if (whole === 0) return Judged.unknown(UnknownReason.NotStated, "nothing to take a share of");
    return Judged.number(part / whole, "share");
  }

  /**
   * One of the grades the manifest's score rule names.
   *
   * @param {string} grade
   * @returns {Judged}
   */
  static grade(grade) {
    return new Judged({ tag: "grade", val: grade });
  }

  /**
   * Words, for points a person scores.
   *
   * @param {string} text
   * @returns {Judged}
   */
  static text(text) {
    return new Judged({ tag: "text", val: text });
  }

  /**
   * Not known, and why.
   *
   * @param {string} reason One of `UnknownReason`.
   * @param {string} note
   * @returns {Judged}
   */
  static unknown(reason, note) {
    if (!(/** @type {string[]} */ (Object.values(UnknownReason)).includes(reason))) {
      throw new TypeError(`${reason} is no reason of UnknownReason`);
    }
    return new Judged({ tag: "unknown", val: { reason, note } });
  }

  /**
   * What a stop comes to that asks for nothing.
   *
   * @param {import("./stop.js").Stop} stop
   * @returns {Judged}
   */
  static ofStop(stop) {
    if (stop instanceof Unknown) return Judged.unknown(stop.reason, stop.note);
    if (stop instanceof Absent) return Judged.truth(false).seen(stop.page).note(stop.note);
    throw stop;
  }

  /**
   * Adds where it was seen: places, lists of them, null or undefined.
   *
   * @param {...(Seen | Seen[] | null | undefined)} places
   * @returns {Judged}
   */
  seen(...places) {
    const given = /** @type {(Seen | null | undefined)[]} */ (places.flat());
    const more = given.flatMap((place) => (place ? [Evidence.of(place)] : []));
    return new Judged(this.finding, [...this.evidence, ...more], this.confidence, this.remark);
  }

  /**
   * Sets how sure the criterion is, 0 to 1; values outside are clamped.
   *
   * @param {number} confidence
   * @returns {Judged}
   */
  sure(confidence) {
    const clamped = Math.min(Math.max(confidence, 0), 1);
    return new Judged(this.finding, this.evidence, clamped, this.remark);
  }

  /**
   * Adds a remark for people.
   *
   * @param {string} note
   * @returns {Judged}
   */
  note(note) {
    return new Judged(this.finding, this.evidence, this.confidence, note);
  }
}
