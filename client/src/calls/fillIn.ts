/** Replaces what a prepared call leaves open: variables, secrets and values made anew for each call. */
import { randomInt, randomUUID } from "node:crypto";
import * as vscode from "vscode";
import type { PreparedCall } from "../../../server/src/protocol/requests.ts";
import {
  expandJsonReferences,
  expandReferences,
  findReferences,
  type ResolveReference,
  resolverOf,
  type TemplateReference,
} from "../../../server/src/protocol/template.ts";
import type { App } from "../app.ts";

export interface FilledCall {
  readonly address: string;
  readonly metadata: readonly (readonly [string, string])[];
  readonly bodies: readonly string[];
}

export type FillResult =
  | { readonly ok: true; readonly filled: FilledCall }
  /** Names without a value; empty if the user dismissed a prompt. */
  | { readonly ok: false; readonly missing: readonly string[] };

/** What the JetBrains client calls dynamic variables. */
const dynamicValues: Readonly<Record<string, () => string>> = {
  uuid: randomUUID,
  "random.uuid": randomUUID,
  timestamp: () => String(Math.floor(Date.now() / 1000)),
  isoTimestamp: () => new Date().toISOString(),
  randomInt: () => String(randomInt(0, 1000)),
};

/** Fills in a call for sending; asks for secrets that are not known yet. */
export async function fillIn(
  app: App,
  call: PreparedCall,
  environment: Readonly<Record<string, string>>,
): Promise<FillResult> {
  const secrets = await askSecrets(app, call, variablesOf(call, environment));
  return secrets ? fillWith(call, environment, name => secrets.get(name)) : { ok: false, missing: [] };
}

/** Fills in a call with secrets from `secretOf`. */
export function fillWith(
  call: PreparedCall,
  environment: Readonly<Record<string, string>>,
  secretOf: (name: string) => string | undefined,
): FillResult {
  const variables = variablesOf(call, environment);
  const resolve = resolverOf(variables, ({ kind, name }) =>
    kind === "secret" ? secretOf(name) : dynamicValues[name]?.(),
  );
  const unresolved: TemplateReference[] = [];
  const fill = (source: string, expand: typeof expandReferences) => {
    const expanded = expand(source, resolve);
    unresolved.push(...expanded.unresolved);
    return expanded.text;
  };

  const filled: FilledCall = {
    address: fill(call.address, expandReferences),
    metadata: call.metadata.map(([key, value]) => [key, fill(value, expandReferences)] as const),
    bodies: call.bodies.map(body => fill(body, expandJsonReferences)),
  };
  const missing = [...new Set(unresolved.map(({ kind, name }) => (kind === "dynamic" ? `$${name}` : name)))];
  return missing.length > 0 ? { ok: false, missing } : { ok: true, filled };
}

/** Variables of the file go before those of the environment, as they stand next to the request. */
const variablesOf = (call: PreparedCall, environment: Readonly<Record<string, string>>): Record<string, string> => ({
  ...environment,
  ...call.variables,
});

/** The secrets that the call refers to, also through variables; undefined if the user dismissed a prompt. */
async function askSecrets(
  app: App,
  call: PreparedCall,
  variables: Readonly<Record<string, string>>,
): Promise<Map<string, string> | undefined> {
  const secrets = new Map<string, string>();
  for (const source of [call.address, ...call.metadata.map(([, value]) => value), ...call.bodies]) {
    for (const name of secretsOf(source, variables)) {
      if (secrets.has(name)) continue;
      const value = await app.secrets.ask(`secret:${name}`, vscode.l10n.t("Value of the secret “{0}”", name));
      if (value === undefined) return undefined;
      secrets.set(name, value);
    }
  }
  return secrets;
}

function secretsOf(source: string, variables: Readonly<Record<string, string>>): string[] {
  const names: string[] = [];
  const collect: ResolveReference = resolverOf(variables, reference => {
    if (reference.kind === "secret") names.push(reference.name);
    return "";
  });
  for (const reference of findReferences(source)) collect(reference);
  return names;
}
