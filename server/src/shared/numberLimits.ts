/** The bounds of numbers and packages in protobuf (https://protobuf.dev/programming-guides/proto3/#assigning, #scalar). */

/** 2²⁹ − 1: the rest of a tag of 32 bits is the wire type. */
export const MAX_FIELD_NUMBER = 536870911;

/** Field numbers that the implementation of the protocol keeps for itself; both ends belong to them. */
export const IMPLEMENTATION_NUMBERS = { start: 19000, end: 19999 } as const;

/** In characters: the longest name that a package can have, and the dots in it. */
export const PACKAGE_LIMITS = { length: 511, dots: 100 } as const;

/** The largest number of a value of an enum. */
export const INT32_MAX = 2147483647;

const int32 = [-(2n ** 31n), 2n ** 31n - 1n] as const;
const uint32 = [0n, 2n ** 32n - 1n] as const;
const int64 = [-(2n ** 63n), 2n ** 63n - 1n] as const;
const uint64 = [0n, 2n ** 64n - 1n] as const;

/** Of the integer types, by their names in a .proto file. */
export const integerLimits: ReadonlyMap<string, readonly [least: bigint, most: bigint]> = new Map([
  ["int32", int32],
  ["sint32", int32],
  ["sfixed32", int32],
  ["uint32", uint32],
  ["fixed32", uint32],
  ["int64", int64],
  ["sint64", int64],
  ["sfixed64", int64],
  ["uint64", uint64],
  ["fixed64", uint64],
]);
