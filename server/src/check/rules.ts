/** All rules about declarations. Each walks the file itself: it knows best what it looks at. */
import type { CheckContext } from "./context.ts";
import { checkEnums } from "./enums.ts";
import { checkExtensionDeclarations } from "./extensionDeclarations.ts";
import { checkExtensions } from "./extensions.ts";
import { checkFieldNumbers } from "./fieldNumbers.ts";
import { checkFieldTypes } from "./fieldTypes.ts";
import { checkJsonNames } from "./jsonNames.ts";
import { checkLite } from "./lite.ts";
import { checkOneofs } from "./oneofs.ts";
import { checkRanges } from "./ranges.ts";

export const declarationRules: readonly ((ctx: CheckContext) => void)[] = [
  checkFieldNumbers,
  checkRanges,
  checkOneofs,
  checkFieldTypes,
  checkJsonNames,
  checkEnums,
  checkExtensions,
  checkExtensionDeclarations,
  checkLite,
];
