/** Floating point numbers as the compiler prints them: the fewest of two precisions that reads back as the same number. */

/** `%.15g`, or `%.17g` where the shorter text would be another number. */
export function doubleText(value: number): string {
  return special(value) ?? (shortened(value, 15, v => v) as string);
}

/** The smallest number of 32 bits with full precision. */
const SMALLEST_NORMAL = 2 ** -126;

/** The same for a number of 32 bits: `%.6g` or `%.9g`. */
export function floatText(value: number): string {
  const rounded = Math.fround(value);
  // The compiler reads the short text back with `strtof`, which reports numbers below this as out of range.
  if (rounded !== 0 && Math.abs(rounded) < SMALLEST_NORMAL) return general(rounded, 9);
  return special(value) ?? (shortened(rounded, 6, Math.fround) as string);
}

function special(value: number): string | undefined {
  if (Number.isNaN(value)) return "nan";
  if (value === Number.POSITIVE_INFINITY) return "inf";
  return value === Number.NEGATIVE_INFINITY ? "-inf" : undefined;
}

function shortened(value: number, digits: number, round: (v: number) => number): string {
  const short = general(value, digits);
  return round(Number(short)) === value ? short : general(value, digits === 15 ? 17 : 9);
}

/** C's `%.*g`. */
function general(value: number, digits: number): string {
  if (value === 0) return Object.is(value, -0) ? "-0" : "0";
  const [mantissa = "", exponentText = "0"] = value.toExponential(digits - 1).split("e");
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= digits) {
    const size = Math.abs(exponent);
    return `${trimmed(mantissa)}e${exponent < 0 ? "-" : "+"}${size < 10 ? "0" : ""}${size}`;
  }
  return trimmed(value.toFixed(Math.max(0, digits - 1 - exponent)));
}

function trimmed(text: string): string {
  if (!text.includes(".")) return text;
  let end = text.length;
  while (text[end - 1] === "0") end--;
  return text.slice(0, text[end - 1] === "." ? end - 1 : end);
}
