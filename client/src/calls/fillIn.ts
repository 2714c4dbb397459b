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
  /** Keys of metadata whose value holds a secret: never shown or kept. */
  readonly secretKeys: readonly string[];
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

/** Variables of the file go before those of the environment, as they stand next to the request. */
export async function fillIn(
  app: App,
  call: PreparedCall,
  environment: Readonly<Record<string, string>>,
): Promise<FillResult> {
  const variables = { ...environment, ...call.variables };
  const secrets = await askSecrets(app, call, variables);
  if (!secrets) return { ok: false, missing: [] };

  const resolve = resolverOf(variables, reference =>
    reference.kind === "secret" ? secrets.get(reference.name) : dynamicValues[reference.name]?.(),
  );
  const unresolved: TemplateReference[] = [];
  const text = (source: string) => {
    const expanded = expandReferences(source, resolve);
    unresolved.push(...expanded.unresolved);
    return expanded.text;
  };
  const json = (source: string) => {
    const expanded = expandJsonReferences(source, resolve);
    unresolved.push(...expanded.unresolved);
    return expanded.text;
  };

  const filled: FilledCall = {
    address: text(call.address),
    metadata: call.metadata.map(([key, value]) => [key, text(value)] as const),
    bodies: call.bodies.map(json),
    secretKeys: call.metadata.filter(([, value]) => holdsSecret(value, variables)).map(([key]) => key),
  };
  const missing = [...new Set(unresolved.map(({ kind, name }) => (kind === "dynamic" ? `$${name}` : name)))];
  return missing.length > 0 ? { ok: false, missing } : { ok: true, filled };
}

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

const holdsSecret = (source: string, variables: Readonly<Record<string, string>>): boolean =>
  secretsOf(source, variables).length > 0;

function secretsOf(source: string, variables: Readonly<Record<string, string>>): string[] {
  const names: string[] = [];
  const collect: ResolveReference = resolverOf(variables, reference => {
    if (reference.kind === "secret") names.push(reference.name);
    return "";
  });
  for (const reference of findReferences(source)) collect(reference);
  return names;
}
