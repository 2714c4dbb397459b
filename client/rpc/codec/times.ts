/**
 * Timestamp and Duration between text and numbers, exact to the nanosecond. Text forms and ranges are those of
 * `google/protobuf/timestamp.proto` and `duration.proto`.
 */
import type { BodyProblemCode } from "./bodyText.ts";

export interface SecondsAndNanos {
  readonly seconds: bigint;
  readonly nanos: number;
}

/** Why a text is no time. */
export interface NoTime {
  readonly wrong: BodyProblemCode;
  readonly args: readonly string[];
}

const no = (wrong: BodyProblemCode, ...args: readonly string[]): NoTime => ({ wrong, args });

const FIRST_SECOND = -62135596800n;
const LAST_SECOND = 253402300799n;
const LONGEST_DURATION = 315576000000n;

const timestampForm = /^(\d{4})-(\d\d)-(\d\d)[T](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/;

/** What a text says, or why it says no time. Dates that no calendar has are refused and not moved to the next month. */
export function parseTimestamp(text: string): SecondsAndNanos | NoTime {
  const match = timestampForm.exec(text);
  if (!match) return no("time-format");
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return no("time-date");
  if (hour > 23 || minute > 59 || second > 59) return no("time-clock");
  const date = new Date(0);
  // Date.UTC takes years below 100 for years of the 20th century.
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  const offset = offsetSeconds(match[8]!);
  if (offset === undefined) return no("time-offset");
  const seconds = BigInt(date.getTime() / 1000 - offset);
  if (seconds < FIRST_SECOND || seconds > LAST_SECOND) return no("time-range");
  return { seconds, nanos: nanosOf(match[7]) };
}

/** Nothing for values that have no text form. */
export function formatTimestamp({ seconds, nanos }: SecondsAndNanos): string | undefined {
  if (seconds < FIRST_SECOND || seconds > LAST_SECOND || nanos < 0 || nanos > 999_999_999) return undefined;
  const whole = new Date(Number(seconds) * 1000).toISOString().slice(0, 19);
  return `${whole}${fraction(nanos)}Z`;
}

export function parseDuration(text: string): SecondsAndNanos | NoTime {
  const match = /^(-?)(\d+)(?:\.(\d{1,9}))?s$/.exec(text);
  if (!match) return no("duration-format");
  const seconds = BigInt(match[2]!);
  const nanos = nanosOf(match[3]);
  if (seconds > LONGEST_DURATION) return no("duration-range", String(LONGEST_DURATION));
  return match[1] ? { seconds: -seconds, nanos: nanos === 0 ? 0 : -nanos } : { seconds, nanos };
}

/** Nothing for values that have no text form. */
export function formatDuration({ seconds, nanos }: SecondsAndNanos): string | undefined {
  if (seconds > LONGEST_DURATION || seconds < -LONGEST_DURATION || Math.abs(nanos) > 999_999_999) return undefined;
  if ((seconds > 0n && nanos < 0) || (seconds < 0n && nanos > 0)) return undefined;
  const sign = seconds < 0n || nanos < 0 ? "-" : "";
  const whole = seconds < 0n ? -seconds : seconds;
  return `${sign}${whole}${fraction(Math.abs(nanos))}s`;
}

function daysOf(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
}

function offsetSeconds(text: string): number | undefined {
  if (text === "Z") return 0;
  const hours = Number(text.slice(1, 3));
  const minutes = Number(text.slice(4, 6));
  if (hours > 23 || minutes > 59) return undefined;
  return (text.startsWith("-") ? -1 : 1) * (hours * 3600 + minutes * 60);
}

function nanosOf(digits: string | undefined): number {
  return digits === undefined ? 0 : Number(digits.padEnd(9, "0"));
}

/** Three, six or nine digits, as many as are needed. */
function fraction(nanos: number): string {
  if (nanos === 0) return "";
  const digits = String(nanos).padStart(9, "0");
  return `.${digits.endsWith("000000") ? digits.slice(0, 3) : digits.endsWith("000") ? digits.slice(0, 6) : digits}`;
}
