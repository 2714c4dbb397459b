/**
 * Extensions whose range declares them. P3320 [extension, number, message]: it is not among those declared. P3321 [extension, number,
 * message]: its number is reserved there. P3322 [extension, number, message, declared type, own type], P3323 [extension, number, message,
 * declared name, own name], P3324 [extension, number, message, `repeated` or `optional`]: it differs from what is declared.
 * R3320 [message]: the message with the declaration.
 */
import { DESCRIPTOR_PROTO } from "../base/descriptorProto.ts";
import type { Span } from "../base/span.ts";
import type { FileId } from "../link/world.ts";
import type { FieldOutline, MessageOutline } from "../outline/outline.ts";
import {
  type CheckContext,
  nameSpan,
  nodeOf,
  numberSpan,
  optionText,
  report,
  spanOf,
  typeOfField,
  typeSpan,
} from "./context.ts";
import {
  type Declaration,
  declarationOf,
  declarationsOf,
  isFullName,
  isScalarName,
} from "./extensionDeclarations.ts";
import { extendeeOf, rangeOf } from "./extensions.ts";
import { extensionsOf } from "./walk.ts";

export function checkDeclaredExtensions(ctx: CheckContext): void {
  for (const x of extensionsOf(ctx.outline)) {
    const message = extendeeOf(ctx, x);
    const range = message && rangeOf(message, x.number);
    if (!message || !range || range.options.length === 0) continue;
    // What that file declares is checked nowhere: everybody may extend it.
    if (ctx.world.importName(extendeeFile(ctx, x)) === DESCRIPTOR_PROTO) continue;
    const own = declarationOf(range, x.number);
    if (own) against(ctx, x, message, own);
    else if (declarationsOf(range).length > 0 || optionText(range.options, "verification") === "DECLARATION")
      fail(ctx, x, message, "P3320", numberSpan(ctx, x));
  }
}

function against(ctx: CheckContext, x: FieldOutline, message: MessageOutline, declared: Declaration): void {
  if (declared.reserved) return fail(ctx, x, message, "P3321", numberSpan(ctx, x));
  const { type, fullName } = declared;
  // Of a declaration that is wrong itself no more is said than its name.
  if (type && fullName && isFullName(fullName) && (isScalarName(type) || isFullName(type))) {
    const { decl } = typeOfField(ctx, x);
    const own = decl ? `.${decl.fullName}` : x.type;
    if (type !== own) fail(ctx, x, message, "P3322", typeSpan(ctx, x), [type, own]);
  }
  if (fullName && fullName !== `.${x.fullName}`)
    fail(ctx, x, message, "P3323", nameSpan(ctx, x), [fullName, `.${x.fullName}`]);
  if (declared.repeated !== (x.label === "repeated"))
    fail(ctx, x, message, "P3324", labelSpan(ctx, x), [declared.repeated ? "repeated" : "optional"]);
}

function labelSpan(ctx: CheckContext, x: FieldOutline): Span {
  const node = nodeOf(ctx, x);
  return node?.kind === "Field" && node.label ? spanOf(ctx, node.label) : typeSpan(ctx, x);
}

function fail(
  ctx: CheckContext,
  x: FieldOutline,
  message: MessageOutline,
  code: string,
  span: Span,
  more: readonly string[] = [],
): void {
  const file = extendeeFile(ctx, x);
  const related = [{ file, at: { decl: message.fullName }, code: "R3320", args: [message.fullName] }];
  report(ctx, code, span, [x.fullName, `${x.number}`, message.fullName, ...more], { related });
}

function extendeeFile(ctx: CheckContext, x: FieldOutline): FileId {
  const result = ctx.linked.extendeeOf.get(x);
  return result?.ok && result.found.kind !== "package" ? result.found.id.file : ctx.id;
}
