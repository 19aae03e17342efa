/** Dates as Chinese government pages write them, and days between them. */

/** Years taken for a date; other four-digit numbers on pages are codes and telephone numbers. */
const YEARS = { first: 1990, last: 2099 };

const NUMBER = /[0-9]+/g;
const MONTH_AND_DAY = /\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})/y;

/** A calendar day. Not a `Date`, which asks for a clock and a time zone. */
export class Day {
  /** @param {number} number Days since 1970-01-01. */
  constructor(number) {
    /** @type {number} */
    this.number = number;
    Object.freeze(this);
  }

  /**
   * Null for a day that is not in the calendar or outside 1990-2099.
   *
   * @param {number} year
   * @param {number} month
   * @param {number} day
   * @returns {Day | null}
   */
  static of(year, month, day) {
    const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
    const lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    const length = lengths[month - 1];
    if (length === undefined || year < YEARS.first || year > YEARS.last) return null;
    if (day < 1 || day > length) return null;
    // Days from civil, with years that begin in March (Howard Hinnant's algorithm).
    const y = month <= 2 ? year - 1 : year;
    const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
    const leaps = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
    return new Day(y * 365 + leaps + dayOfYear - 719468);
  }

  /**
   * The first day in a text, `2019-01-15` and the other ways `days` knows.
   *
   * @param {string} text
   * @returns {Day | null}
   */
  static parse(text) {
    return days(text)[0] ?? null;
  }

  /**
   * Days from `earlier` to this day; negative if `earlier` is later.
   *
   * @param {Day} earlier
   * @returns {number}
   */
  daysSince(earlier) {
    return this.number - earlier.number;
  }

  /** @returns {string} `YYYY-MM-DD`. */
  toString() {
    const day = this.number + 719468;
    const era = Math.floor(day / 146097);
    const eraDay = day - era * 146097;
    const eraYear = Math.floor(
      (eraDay - Math.floor(eraDay / 1460) + Math.floor(eraDay / 36524) - Math.floor(eraDay / 146096)) / 365,
    );
    const yearDay = eraDay - (365 * eraYear + Math.floor(eraYear / 4) - Math.floor(eraYear / 100));
    const m = Math.floor((5 * yearDay + 2) / 153);
    const dayOfMonth = yearDay - Math.floor((153 * m + 2) / 5) + 1;
    const month = m < 10 ? m + 3 : m - 9;
    const year = eraYear + era * 400 + (month <= 2 ? 1 : 0);
    const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
    return `${year}-${two(month)}-${two(dayOfMonth)}`;
  }
}

/**
 * Every day in a text, in order: `2019-01-15`, `2019/1/15`, `2019.1.15`, `2019年1月15日`,
 * and `20190115` where no other digit touches it. Digits of a neighbouring element may
 * touch the others: `122019-01-15` is a list's number 12 and its date.
 *
 * @param {string} text
 * @returns {Day[]}
 */
export function days(text) {
  const found = [];
  const number = new RegExp(NUMBER);
  for (let match = number.exec(text); match !== null; match = number.exec(text)) {
    const digits = match[0];
    let day = digits.length === 8 ? dayOf(digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)) : null;
    if (day === null && digits.length >= 4) {
      const rest = new RegExp(MONTH_AND_DAY);
      rest.lastIndex = number.lastIndex;
      const parts = rest.exec(text);
      day = parts === null ? null : dayOf(digits.slice(-4), parts[1], parts[2]);
      if (day !== null) number.lastIndex = rest.lastIndex;
    }
    if (day !== null) found.push(day);
  }
  return found;
}

/**
 * @param {string} year
 * @param {string} month
 * @param {string} day
 * @returns {Day | null}
 */
function dayOf(year, month, day) {
  return Day.of(Number(year), Number(month), Number(day));
}
