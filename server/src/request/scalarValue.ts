/** Which JSON a scalar field takes (https://protobuf.dev/programming-guides/json/). */
import type { RequestProblemCode } from "./messages.ts";
import { integerLimits } from "../shared/numberLimits.ts";

export interface ScalarProblem {
  readonly code: RequestProblemCode;
  readonly args: readonly string[];
}

const maxFloat = 3.4028234663852886e38;

/** `source`: the value as it stands in the text, with its quotes if it is one. */
export function checkScalar(type: string, jsonType: string, source: string): ScalarProblem | undefined {
  const wrongType = { code: "R2003", args: [type, source.length > 40 ? jsonType : source] } as const;
  const range = integerLimits.get(type);
  if (range) {
    if (jsonType !== "number" && jsonType !== "string") return wrongType;
    const value = integerOf(jsonType === "string" ? textOf(source) : source);
    if (value === undefined) return wrongType;
    const [least, greatest] = range;
    return value < least || value > greatest
      ? { code: "R2005", args: [source, type, String(least), String(greatest)] }
      : undefined;
  }
  switch (type) {
    case "bool":
      return jsonType === "boolean" ? undefined : wrongType;
    case "string":
      return jsonType === "string" ? undefined : wrongType;
    case "bytes":
      if (jsonType !== "string") return wrongType;
      return isBase64(textOf(source)) ? undefined : { code: "R2006", args: [] };
    case "float":
    case "double": {
      if (jsonType !== "number" && jsonType !== "string") return wrongType;
      const text = jsonType === "string" ? textOf(source) : source;
      if (/^(?:NaN|-?Infinity)$/.test(text)) return jsonType === "string" ? undefined : wrongType;
      if (!numberPattern.test(text)) return wrongType;
      const value = Number(text);
      const fits = Number.isFinite(value) && (type === "double" || Math.abs(value) <= maxFloat);
      return fits
        ? undefined
        : {
            code: "R2005",
            args: [
              source,
              type,
              `-${type === "float" ? maxFloat : Number.MAX_VALUE}`,
              String(type === "float" ? maxFloat : Number.MAX_VALUE),
            ],
          };
    }
    default:
      return undefined;
  }
}

/** Whether a text can be the key of a map with keys of this type. */
export function isMapKey(type: string, key: string): boolean {
  if (type === "bool") return key === "true" || key === "false";
  const range = integerLimits.get(type);
  if (!range) return true;
  if (!/^-?\d+$/.test(key)) return false;
  const value = BigInt(key);
  return value >= range[0] && value <= range[1];
}

const numberPattern = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** The exact value of a number that is whole, also when written as `1.0` or `1e3`. */
function integerOf(text: string): bigint | undefined {
  const match = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match) return undefined;
  const [, sign, whole = "", fraction = "", exponent = "0"] = match;
  const digits = (whole + fraction).replace(/^0+(?=\d)/, "");
  const shift = Number(exponent) - fraction.length;
  if (/^0+$/.test(digits)) return 0n;
  // Nothing that fits has more digits than this; and 1e999999999 must not take forever.
  if (digits.length + shift > 25) return sign ? -(10n ** 25n) : 10n ** 25n;
  if (shift >= 0) return BigInt(sign + digits + "0".repeat(shift));
  const cut = digits.length + shift;
  if (cut <= 0 || /[1-9]/.test(digits.slice(cut))) return undefined;
  return BigInt(sign + digits.slice(0, cut));
}

/** Standard or URL-safe, with or without padding. */
const isBase64 = (text: string): boolean =>
  /^[A-Za-z0-9+/_-]*={0,2}$/.test(text) && text.replace(/=+$/, "").length % 4 !== 1;

function textOf(source: string): string {
  try {
    return String(JSON.parse(source));
  } catch {
    return source.slice(1, -1);
  }
}
