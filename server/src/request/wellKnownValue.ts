/** JSON forms of the well-known types that have one of their own (https://protobuf.dev/programming-guides/json/). */
import type { RequestProblemCode } from "./messages.ts";

export type WellKnownForm =
  /** A scalar of this type. */
  | { readonly form: "scalar"; readonly scalar: string }
  /** A text that this judges. */
  | {
      readonly form: "text";
      readonly check: (text: string) => RequestProblemCode | undefined;
      readonly example: string;
    }
  | { readonly form: "object" | "array" | "anything" | "any" };

const wrapper = (scalar: string): WellKnownForm => ({ form: "scalar", scalar });

const forms: Readonly<Record<string, WellKnownForm>> = {
  Timestamp: {
    form: "text",
    check: text => (isTimestamp(text) ? undefined : "R2007"),
    example: "2026-01-31T12:00:00Z",
  },
  Duration: { form: "text", check: text => (isDuration(text) ? undefined : "R2008"), example: "1.5s" },
  FieldMask: { form: "text", check: text => (isFieldMask(text) ? undefined : "R2009"), example: "name,address.city" },
  Struct: { form: "object" },
  ListValue: { form: "array" },
  Value: { form: "anything" },
  Any: { form: "any" },
  DoubleValue: wrapper("double"),
  FloatValue: wrapper("float"),
  Int64Value: wrapper("int64"),
  UInt64Value: wrapper("uint64"),
  Int32Value: wrapper("int32"),
  UInt32Value: wrapper("uint32"),
  BoolValue: wrapper("bool"),
  StringValue: wrapper("string"),
  BytesValue: wrapper("bytes"),
};

const prefix = "google.protobuf.";

/** Undefined for a message whose JSON is an object of its fields. */
export function wellKnownForm(fullName: string): WellKnownForm | undefined {
  const name = fullName.startsWith(prefix) ? fullName.slice(prefix.length) : "";
  return Object.hasOwn(forms, name) ? forms[name] : undefined;
}

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** RFC 3339 within the years 0001 to 9999, with at most nine digits of a second. */
function isTimestamp(text: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d{1,9})?(?:Z|[+-](\d\d):(\d\d))$/.exec(text);
  if (!match) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zoneHour = 0, zoneMinute = 0] = match
    .slice(1)
    .map(part => Number(part ?? 0));
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 && isLeap ? 29 : (monthDays[month - 1] ?? 0);
  const isTime = hour < 24 && minute < 60 && second < 60 && zoneHour < 24 && zoneMinute < 60;
  return year >= 1 && day >= 1 && day <= days && isTime;
}

/** Seconds with at most nine digits behind the point, within ±10,000 years. */
function isDuration(text: string): boolean {
  const match = /^-?(\d{1,12})(?:\.\d{1,9})?s$/.exec(text);
  return match !== null && Number(match[1]) <= 315_576_000_000;
}

/** Paths in lowerCamelCase, apart by commas. */
const isFieldMask = (text: string): boolean => text === "" || /^[a-zA-Z][\w.]*(?:,[a-zA-Z][\w.]*)*$/.test(text);
