/** When a certificate counts as about to expire. */

export const DAY_MS = 24 * 60 * 60 * 1000;

/** People want to know early enough to get a new one. */
export const SOON_DAYS = 14;
