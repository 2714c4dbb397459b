/** The refactorings there are, in the order in which they are offered. */
import type { Action } from "./action.ts";
import { addUnspecified } from "./addUnspecified.ts";
import { boolToEnum } from "./boolToEnum.ts";
import { convertToEdition } from "./convertToEdition.ts";
import { correctImport } from "./correctImport.ts";
import { deleteAndReserve } from "./deleteAndReserve.ts";
import { deprecate } from "./deprecate.ts";
import { exportDeclaration } from "./exportDeclaration.ts";
import { extractFields } from "./extractFields.ts";
import { importExtension } from "./importExtension.ts";
import { importType } from "./importType.ts";
import { inlineMessage } from "./inlineMessage.ts";
import { makeMap } from "./makeMap.ts";
import { moveDeclaration } from "./moveDeclaration.ts";
import { prefixEnumValues } from "./prefixEnumValues.ts";
import { renumber } from "./renumber.ts";
import { reserveDeleted } from "./reserveDeleted.ts";
import { extractRpcMessage, splitSharedMessage } from "./rpcMessages.ts";
import { sortFields } from "./sortFields.ts";
import { wrapInOneof } from "./wrapInOneof.ts";

export const allActions: readonly Action[] = [
  correctImport,
  importType,
  importExtension,
  exportDeclaration,
  reserveDeleted,
  convertToEdition,
  extractFields,
  inlineMessage,
  extractRpcMessage,
  splitSharedMessage,
  wrapInOneof,
  makeMap,
  boolToEnum,
  addUnspecified,
  prefixEnumValues,
  renumber,
  sortFields,
  deleteAndReserve,
  deprecate,
  moveDeclaration,
];
