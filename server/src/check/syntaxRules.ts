/** What the compiler judges while it parses: nothing else is judged in a file that breaks one of these rules. */
import { checkAllowAlias } from "./allowAlias.ts";
import type { CheckContext } from "./context.ts";
import { checkDefaultLiterals } from "./defaultLiterals.ts";
import { checkImportOrder } from "./importOrder.ts";
import { checkMapEntryOption } from "./mapEntryOption.ts";
import { checkRangeBounds } from "./rangeBounds.ts";
import { checkSyntaxLine } from "./syntaxLine.ts";

const syntaxRules: readonly ((ctx: CheckContext) => void)[] = [
  checkSyntaxLine,
  checkImportOrder,
  checkAllowAlias,
  checkDefaultLiterals,
  checkMapEntryOption,
  checkRangeBounds,
];

export function checkSyntaxRules(ctx: CheckContext): void {
  for (const rule of syntaxRules) rule(ctx);
}
