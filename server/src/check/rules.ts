/** All rules about declarations, by stage. Each walks the file itself: it knows best what it looks at. */
import type { InterpretedOptions } from "../options/interpret.ts";
import type { CheckContext } from "./context.ts";
import { checkDeclaredExtensions } from "./declaredExtensions.ts";
import { checkDefaults } from "./defaults.ts";
import { checkEncodingOptions } from "./encodingOptions.ts";
import { checkEnumJson } from "./enumJson.ts";
import { checkEnumNumbers } from "./enumNumbers.ts";
import { checkEnums } from "./enums.ts";
import { checkExtensionDeclarations } from "./extensionDeclarations.ts";
import { checkExtensions } from "./extensions.ts";
import { checkFieldNumbers } from "./fieldNumbers.ts";
import { checkImplicitDefaults } from "./implicitDefaults.ts";
import { checkJsonNames } from "./jsonNames.ts";
import { checkLite } from "./lite.ts";
import { checkMapFields } from "./mapFields.ts";
import { checkMessageSets } from "./messageSets.ts";
import { checkOneofs } from "./oneofs.ts";
import { checkProto3 } from "./proto3.ts";
import { checkRanges } from "./ranges.ts";
import { checkMapEntryNames } from "./references.ts";

export type Rule = (ctx: CheckContext, options: InterpretedOptions) => void;

/** Of names and numbers alone: judged before any option has a meaning. */
export const numberRules: readonly ((ctx: CheckContext) => void)[] = [
  checkFieldNumbers,
  checkRanges,
  checkEnumNumbers,
  checkOneofs,
  checkDefaults,
  checkExtensions,
];

/** Of declarations with their options and features. */
export const meaningRules: readonly Rule[] = [
  checkProto3,
  checkMapFields,
  checkMapEntryNames,
  checkMessageSets,
  checkEncodingOptions,
  checkImplicitDefaults,
  checkJsonNames,
  checkEnums,
  checkExtensionDeclarations,
  checkDeclaredExtensions,
  checkLite,
  checkEnumJson,
];
