/** What decoding needs of a message, prepared once per type: readers and JSON names by field number. */
import { type DescEnum, type DescExtension, type DescField, type DescMessage, ScalarType } from "@bufbuild/protobuf";
import { readVarint32 } from "../wire/records.ts";
import { type ScalarReader, scalarReader, zeroText } from "./decodeScalar.ts";
import { wireTypeOf } from "./scalarTypes.ts";

export interface FieldPlan {
  readonly field: DescField | DescExtension;
  readonly index: number;
  /** The JSON name, quoted. */
  readonly key: string;
  /** How one value lies on the wire: for lists an unpacked element. */
  readonly wireType: number;
  readonly packable: boolean;
  /** Scalars and enums; for maps the value of an entry. */
  readonly read: ScalarReader | undefined;
  /** Does a closed enum take this value? For all other types it does. */
  readonly accepts: ((bytes: Uint8Array, start: number) => boolean) | undefined;
  /** JSON text that stands for "not set"; nothing for fields with presence. */
  readonly zero: string | undefined;
  /** Indexes of the other members of the same oneof. */
  readonly rivals: readonly number[];
  /** For maps. */
  readonly readKey: ScalarReader | undefined;
  readonly keyWireType: number;
  readonly valueWireType: number;
  readonly emptyKey: string;
  readonly emptyValue: string;
}

export interface MessagePlan {
  readonly desc: DescMessage;
  readonly fields: readonly FieldPlan[];
  readonly byNumber: ReadonlyMap<number, FieldPlan>;
  readonly isMessageSet: boolean;
}

const plans = new WeakMap<DescMessage, MessagePlan>();
const extensionPlans = new WeakMap<DescExtension, FieldPlan>();

export function planOf(desc: DescMessage): MessagePlan {
  let plan = plans.get(desc);
  if (!plan) {
    const indexes = new Map<DescField, number>(desc.fields.map((field, index) => [field, index]));
    const fields = desc.fields.map((field, index) => {
      const rivals = (field.oneof?.fields ?? []).filter(other => other !== field).map(other => indexes.get(other)!);
      return fieldPlan(field, index, rivals);
    });
    plan = {
      desc,
      fields,
      byNumber: new Map(fields.map(field => [field.field.number, field])),
      isMessageSet: desc.proto.options?.messageSetWireFormat ?? false,
    };
    plans.set(desc, plan);
  }
  return plan;
}

export function extensionPlan(extension: DescExtension): FieldPlan {
  let plan = extensionPlans.get(extension);
  if (!plan) {
    plan = fieldPlan(extension, -1, []);
    extensionPlans.set(extension, plan);
  }
  return plan;
}

/** IMPLICIT of `google.protobuf.FeatureSet.FieldPresence`. */
const IMPLICIT = 2;

function fieldPlan(field: DescField | DescExtension, index: number, rivals: readonly number[]): FieldPlan {
  const { scalar, enum: enumType } = field;
  const utf8 = field.utf8Validation ? "verified" : "unchecked";
  const read = scalar !== undefined ? scalarReader(scalar, utf8) : enumType ? enumReader(enumType) : undefined;
  const empty =
    scalar !== undefined ? zeroText(scalar) : enumType ? enumText(enumType, enumType.values[0]?.number ?? 0) : "{}";
  const isSingular = field.fieldKind === "scalar" || field.fieldKind === "enum";
  const wireType =
    field.fieldKind === "map"
      ? 2
      : scalar !== undefined
        ? wireTypeOf(scalar)
        : enumType
          ? 0
          : "delimitedEncoding" in field && field.delimitedEncoding
            ? 3
            : 2;
  return {
    field,
    index,
    key: JSON.stringify(field.jsonName),
    wireType,
    packable: field.fieldKind === "list" && read !== undefined && wireType !== 2,
    read,
    accepts: enumType && !enumType.open ? closedEnum(enumType) : undefined,
    zero: isSingular && field.presence === IMPLICIT ? empty : undefined,
    rivals,
    readKey: field.fieldKind === "map" ? mapKeyReader(field.mapKey, utf8) : undefined,
    keyWireType: field.fieldKind === "map" ? wireTypeOf(field.mapKey) : -1,
    valueWireType: scalar !== undefined ? wireTypeOf(scalar) : enumType ? 0 : 2,
    emptyKey: field.fieldKind === "map" ? quoted(zeroText(field.mapKey)) : "",
    emptyValue: empty,
  };
}

/** Keys of JSON objects are strings, whatever the type of the key. */
function mapKeyReader(type: ScalarType, utf8: "verified" | "unchecked"): ScalarReader {
  const read = scalarReader(type, utf8);
  return type === ScalarType.STRING ? read : (d, bytes, start, end) => quoted(read(d, bytes, start, end));
}

const quoted = (json: string): string => (json.startsWith('"') ? json : `"${json}"`);

/** Numbers without a name stay numbers. */
function enumText(desc: DescEnum, number: number): string {
  if (desc.typeName === "google.protobuf.NullValue") return "null";
  const name = desc.value[number]?.jsonName;
  return name === undefined ? String(number) : JSON.stringify(name);
}

function enumReader(desc: DescEnum): ScalarReader {
  const texts = new Map(desc.values.map(value => [value.number, enumText(desc, value.number)]));
  return (_, bytes, start) => {
    const number = readVarint32(bytes, start) | 0;
    return texts.get(number) ?? enumText(desc, number);
  };
}

function closedEnum(desc: DescEnum): (bytes: Uint8Array, start: number) => boolean {
  const numbers = new Set(desc.values.map(value => value.number));
  return (bytes, start) => numbers.has(readVarint32(bytes, start) | 0);
}
