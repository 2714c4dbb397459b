/**
 * Bodies of messages in text format for the user to fill in: with what is required, with each member of a oneof, with the fields that a
 * small message has. Each is a snippet that compiles as it stands, but for what only the user knows.
 */
import { isDeprecated } from "../../outline/isSet.ts";
import { FieldType, type MessageRef, type OptionField } from "../../options/schema.ts";
import { inDeclaration } from "./declarations.ts";
import { fieldsOf, fits, isAny, isRequired, nameInLiteral, oneofOf } from "./optionFields.ts";
import { enumValues } from "./optionValues.ts";
import type { OptionContext } from "./optionPlace.ts";
import { plain } from "./proposal.ts";

export interface Body {
  /** `{ get: … }` */
  readonly label: string;
  readonly text: string;
}

/** Of a larger message one picks the fields one by one. */
const MOST_FIELDS = 6;
const MOST_ALTERNATIVES = 12;
/** A body of a line; longer ones take a line for each field. */
const MOST_IN_LINE = 60;
/** A required message may require itself. */
const MOST_NESTED = 4;

export function bodiesOf(ctx: OptionContext, type: MessageRef, edition: number): readonly Body[] {
  const writer = (): BodyWriter => new BodyWriter(ctx, edition);
  if (isAny(type)) return [{ label: "{ [type.googleapis.com/…] … }", text: writer().message(type, 0) }];
  const fields = fieldsOf(type, ctx.schema).filter(
    f => fits(f, ctx.target, edition) && !isDeprecated(f.outline.options),
  );
  const required = fields.filter(isRequired);
  const alternatives = fields.filter(f => oneofOf(f) !== undefined);
  const others = fields.filter(f => oneofOf(f) === undefined);
  const sets: OptionField[][] = [];
  if (required.length) sets.push(required);
  for (const f of alternatives.slice(0, MOST_ALTERNATIVES)) sets.push([...required, f]);
  if (others.length > required.length && others.length <= MOST_FIELDS) sets.push(others);
  return sets.map(set => ({ label: labelOf(set), text: writer().body(set, 0) }));
}

/** One value of a message with what it cannot be without; only braces with the cursor in them where that is nothing. */
export function shortestBody(ctx: OptionContext, type: MessageRef, edition: number): string {
  const text = new BodyWriter(ctx, edition).message(type, 0);
  return text === "{ $1 }" ? "{ $0 }" : text;
}

function labelOf(fields: readonly OptionField[]): string {
  const names = fields.slice(0, 3).map(f => `${nameInLiteral(f)}: …`);
  return `{ ${names.join(", ")}${fields.length > 3 ? ", …" : ""} }`;
}

/** Writes one snippet: its tab stops count on. */
class BodyWriter {
  private readonly ctx: OptionContext;
  private readonly edition: number;
  private stops = 0;

  constructor(ctx: OptionContext, edition: number) {
    this.ctx = ctx;
    this.edition = edition;
  }

  body(fields: readonly OptionField[], depth: number): string {
    if (fields.length === 0) return `{ ${this.stop()} }`;
    const written = fields.map(f => `${nameInLiteral(f)}: ${this.value(f, depth)}`);
    const line = `{ ${written.join(", ")} }`;
    if (written.length <= 2 && line.length <= MOST_IN_LINE && !line.includes("\n")) return line;
    return `{\n${written.map(w => `  ${w.replaceAll("\n", "\n  ")}`).join("\n")}\n}`;
  }

  private any(): string {
    return `{ [type.googleapis.com/${this.stop()}] { ${this.stop()} } }`;
  }

  /** With what it requires; entries of maps have both of their fields. */
  message(type: MessageRef, depth: number): string {
    if (isAny(type)) return this.any();
    const { ctx, edition } = this;
    const isEntry = type.message.synthetic === "map-entry";
    const fields = fieldsOf(type, ctx.schema).filter(f => (isEntry || isRequired(f)) && fits(f, ctx.target, edition));
    return this.body(depth <= MOST_NESTED ? fields : [], depth);
  }

  private value(field: OptionField, depth: number): string {
    const { message, outline } = field;
    if (message) return this.message(message, depth + 1);
    const stop = ++this.stops;
    switch (outline.fullName) {
      case inDeclaration.number:
        return `\${${stop}:${this.ctx.declarable ?? 0}}`;
      case inDeclaration.fullName:
        return `".${this.ctx.package ? `${this.ctx.package}.` : ""}\${${stop}:name}"`;
      case inDeclaration.type:
        return `"\${${stop}:string}"`;
    }
    return scalarSnippet(field, this.edition, stop);
  }

  private stop(): string {
    return `$${++this.stops}`;
  }
}

/** A value of a scalar or an enum with a tab stop in it. */
export function scalarSnippet(field: OptionField, edition: number, stop: number): string {
  if (field.type === FieldType.bool) return `\${${stop}|true,false|}`;
  if (field.type === FieldType.string || field.type === FieldType.bytes) return `"$${stop}"`;
  if (field.type !== FieldType.enum) return `\${${stop}:0}`;
  const names = enumValues(field, edition).map(v => plain(v.name));
  return names.length ? `\${${stop}|${names.join(",")}|}` : `$${stop}`;
}
