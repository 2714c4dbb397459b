/** The table of a field in its hover: what it is on the wire and in JSON. */
import { featuresOf } from "../editions/features.ts";
import { fieldFacts } from "../features/fieldFacts.ts";
import type { FileId } from "../link/world.ts";
import { type Label, labelsOf } from "../notes/labels.ts";
import type { FieldOutline } from "../outline/outline.ts";
import type { Session } from "./session.ts";

export function fieldTable(session: Session, file: FileId, field: FieldOutline): string {
  const type = session.db.linked(file)?.typeOf.get(field);
  const kind = type?.ok ? type.found.kind : undefined;
  const target = kind === "message" || kind === "enum" ? kind : undefined;
  const features = featuresOf(session.db, file, field);
  const facts = fieldFacts(field, target, features);
  const label = labelsOf(session.language);
  const bytes = facts.tag.split(" ").length;
  const presence: Readonly<Record<typeof facts.presence, string>> = {
    explicit: label.presenceExplicit,
    implicit: label.presenceImplicit,
    required: label.presenceRequired,
    repeated: "repeated",
    oneof: `${label.presenceExplicit} (oneof)`,
  };
  const rows: (readonly [Label, string])[] = [
    ["wireType", facts.wireType ?? label.unknown],
    ["tag", `\`${facts.tag}\` · ${bytes} ${bytes === 1 ? label.byte : label.bytes}`],
    ...(field.label === "repeated" && field.form === "plain"
      ? ([["packed", facts.packed ? label.yes : label.no]] as const)
      : []),
    ["jsonName", `\`${facts.jsonName}\``],
    ["presence", presence[facts.presence]],
  ];
  const deprecated = field.options.some(
    o => o.name === "deprecated" && o.value.kind === "ident" && o.value.text === "true",
  );
  if (deprecated) rows.push(["deprecated", label.yes]);
  return `| | |\n|---|---|\n${rows.map(([name, value]) => `| ${label[name]} | ${value} |`).join("\n")}`;
}
