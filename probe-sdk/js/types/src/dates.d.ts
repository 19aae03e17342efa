/** Dates as Chinese government pages write them, and days between them. */
/** A calendar day. Not a `Date`, which asks for a clock and a time zone. */
export declare class Day {
    /** @type {number} */
    number: number;
    /** @param {number} number Days since 1970-01-01. */
    constructor(number: number);
    /**
     * Null for a day that is not in the calendar or outside 1990-2099.
     *
     * @param {number} year
     * @param {number} month
     * @param {number} day
     * @returns {Day | null}
     */
    static of(year: number, month: number, day: number): Day | null;
    /**
     * The first day in a text, `2019-01-15` and the other ways `days` knows.
     *
     * @param {string} text
     * @returns {Day | null}
     */
    static parse(text: string): Day | null;
    /**
     * Days from `earlier` to this day; negative if `earlier` is later.
     *
     * @param {Day} earlier
     * @returns {number}
     */
    daysSince(earlier: Day): number;
    /** @returns {string} `YYYY-MM-DD`. */
    toString(): string;
}
/**
 * Every day in a text, in order: `2019-01-15`, `2019/1/15`, `2019.1.15`, `2019年1月15日`,
 * and `20190115` where no other digit touches it. Digits of a neighbouring element may
 * touch the others: `122019-01-15` is a list's number 12 and its date.
 *
 * @param {string} text
 * @returns {Day[]}
 */
export declare function days(text: string): Day[];
