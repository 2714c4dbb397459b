/**
 * How the schema of a server differs from the workspace's, as far as services reach: their methods, and the messages and enums that these
 * take and give. Fields are the same if they have the same number, as on the wire.
 */
import type { DescEnum, DescField, DescMessage, DescService } from "@bufbuild/protobuf";
import { callKindOf } from "../codec/methodCodec.ts";
import { scalarName } from "../codec/scalarTypes.ts";
import type { Schema } from "../codec/schema.ts";
import type { DriftCode } from "./driftText.ts";

export interface Drift {
  /** The wording is that of `driftText`. */
  readonly code: DriftCode;
  /** Names and values of the workspace before those of the server. */
  readonly args: readonly string[];
  /** `package.Service`, `package.Service/Method`, `package.Message.field` or `package.Enum.VALUE`, by names of the workspace if it has them. */
  readonly subject: string;
  /** `breaks`: calls fail or data is read as something else. `differs`: names or what is known of a value differ. */
  readonly effect: "breaks" | "differs";
}

const breaking: ReadonlySet<DriftCode> = new Set([
  "service-missing",
  "method-missing",
  "method-kind",
  "field-number",
  "field-type",
  "field-label",
  "field-encoding",
  "value-number",
]);

/** `services`: full names; those of the workspace's set by default. */
export function compareSchemas(
  workspace: Schema,
  server: Schema,
  services: readonly string[] = workspace.services,
): Drift[] {
  const comparison = new Comparison();
  for (const name of services) {
    const ours = workspace.findService(name);
    const theirs = server.findService(name);
    if (ours && theirs) comparison.service(ours, theirs);
    else if (ours) comparison.report("service-missing", name);
  }
  return comparison.drifts;
}

class Comparison {
  readonly drifts: Drift[] = [];
  readonly #seen = new Set<string>();

  report(code: DriftCode, subject: string, ...args: readonly (string | number)[]): void {
    const effect = breaking.has(code) ? "breaks" : "differs";
    this.drifts.push({ code, subject, args: args.map(String), effect });
  }

  service(ours: DescService, theirs: DescService): void {
    const known = new Set(ours.methods.map(({ name }) => name));
    for (const method of ours.methods) {
      const subject = `${ours.typeName}/${method.name}`;
      const other = theirs.methods.find(({ name }) => name === method.name);
      if (!other) {
        this.report("method-missing", subject);
        continue;
      }
      const [kind, otherKind] = [callKindOf(method), callKindOf(other)];
      if (kind !== otherKind) this.report("method-kind", subject, kind, otherKind);
      for (const [code, one, two] of [
        ["method-input", method.input, other.input],
        ["method-output", method.output, other.output],
      ] as const) {
        if (one.typeName !== two.typeName) this.report(code, subject, one.typeName, two.typeName);
        this.#message(one, two);
      }
    }
    for (const { name } of theirs.methods)
      if (!known.has(name)) this.report("method-extra", `${theirs.typeName}/${name}`);
  }

  #message(ours: DescMessage, theirs: DescMessage): void {
    const key = `${ours.typeName} ${theirs.typeName}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const matched = new Set<DescField>();
    for (const field of ours.fields) {
      const subject = `${ours.typeName}.${field.name}`;
      const byNumber = theirs.fields.find(({ number }) => number === field.number);
      const byName = theirs.fields.find(({ name }) => name === field.name);
      // A name that moved to another number tells more than a number that got another name.
      const moved = byName && byName.number !== field.number ? byName : undefined;
      if (moved) {
        matched.add(moved);
        this.report("field-number", subject, field.number, moved.number);
        this.#field(field, moved, subject);
      } else if (byNumber) {
        matched.add(byNumber);
        if (byNumber.name !== field.name) this.report("field-name", subject, field.number, byNumber.name);
        this.#field(field, byNumber, subject);
      } else this.report("field-missing", subject, describe(field));
    }
    for (const field of theirs.fields)
      if (!matched.has(field)) this.report("field-extra", `${ours.typeName}.${field.name}`, describe(field));
  }

  #field(ours: DescField, theirs: DescField, subject: string): void {
    const differ = (code: DriftCode, one: string, two: string): void => {
      if (one !== two) this.report(code, subject, one, two);
    };
    differ("field-label", labelOf(ours), labelOf(theirs));
    differ("field-type", typeOf(ours), typeOf(theirs));
    // A new name in the .proto brings a new one in JSON; that need not be said twice.
    if (ours.name === theirs.name) differ("field-json-name", ours.jsonName, theirs.jsonName);
    // Lists and maps have no presence, and a new label has been said.
    if (labelOf(ours) === labelOf(theirs)) differ("field-presence", presenceOf(ours), presenceOf(theirs));
    differ("field-oneof", ours.oneof?.name ?? "–", theirs.oneof?.name ?? "–");
    differ("field-encoding", encodingOf(ours), encodingOf(theirs));
    if (ours.message && theirs.message) this.#message(ours.message, theirs.message);
    if (ours.enum && theirs.enum) this.#enum(ours.enum, theirs.enum);
  }

  #enum(ours: DescEnum, theirs: DescEnum): void {
    const key = `${ours.typeName} ${theirs.typeName}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    if (ours.open !== theirs.open) {
      const word = ({ open }: DescEnum): string => (open ? "open" : "closed");
      this.report("enum-closed", ours.typeName, word(ours), word(theirs));
    }
    for (const { name, number } of ours.values) {
      const subject = `${ours.typeName}.${name}`;
      const byName = theirs.values.find(value => value.name === name);
      const sameNumber = theirs.values.filter(value => value.number === number);
      if (byName) {
        if (byName.number !== number) this.report("value-number", subject, number, byName.number);
      } else if (sameNumber[0]) this.report("value-name", subject, number, sameNumber[0].name);
      else this.report("value-missing", subject, number);
    }
    for (const { name, number } of theirs.values) {
      const known = ours.values.some(value => value.name === name || value.number === number);
      if (!known) this.report("value-extra", `${ours.typeName}.${name}`, number);
    }
  }
}

const labelOf = (field: DescField): string =>
  field.fieldKind === "list" ? "repeated" : field.fieldKind === "map" ? "map" : "singular";

const elementOf = (field: DescField): string =>
  field.message?.typeName ?? field.enum?.typeName ?? scalarName(field.scalar!);

const typeOf = (field: DescField): string =>
  field.fieldKind === "map" ? `map<${scalarName(field.mapKey)}, ${elementOf(field)}>` : elementOf(field);

/** By the numbers of `google.protobuf.FeatureSet.FieldPresence`. */
const presenceOf = (field: DescField): string => ["", "explicit", "implicit", "required"][field.presence] ?? "";

const encodingOf = (field: DescField): string =>
  "delimitedEncoding" in field && field.delimitedEncoding ? "delimited" : "length-prefixed";

const describe = (field: DescField): string =>
  `${field.fieldKind === "list" ? "repeated " : ""}${typeOf(field)} = ${field.number}`;
