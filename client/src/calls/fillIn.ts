/** Fills in a prepared call, asking the user for the secrets that it needs. */
import * as vscode from "vscode";
import {
  type FillableCall,
  type FillResult,
  fillWith,
  secretNames,
  variablesOf,
} from "../../../server/src/protocol/fillCall.ts";
import type { App } from "../app.ts";

export async function fillIn(
  app: App,
  call: FillableCall,
  environment: Readonly<Record<string, string>>,
): Promise<FillResult> {
  const secrets = new Map<string, string>();
  for (const name of secretNames(call, variablesOf(call, environment))) {
    const value = await app.secrets.ask(`secret:${name}`, vscode.l10n.t("Value of the secret “{0}”", name));
    // The user dismissed the prompt.
    if (value === undefined) return { ok: false, missing: [] };
    secrets.set(name, value);
  }
  return fillWith(call, environment, name => secrets.get(name));
}
