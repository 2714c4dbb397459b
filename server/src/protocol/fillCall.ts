/**
 * Replaces what a prepared call leaves open: variables, secrets and values made anew for each call. Pure but for chance and the clock; part
 * of the contract, as whoever sends the call fills it in.
 */
import type { PreparedCall } from "./requests.ts";
import {
  expandJsonReferences,
  expandReferences,
  findReferences,
  type ResolveReference,
  resolverOf,
  type TemplateReference,
} from "./template.ts";

/** A prepared call as far as filling it in goes. */
export type FillableCall = Pick<PreparedCall, "address" | "metadata" | "bodies" | "variables">;

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
  uuid: () => crypto.randomUUID(),
  "random.uuid": () => crypto.randomUUID(),
  timestamp: () => String(Math.floor(Date.now() / 1000)),
  isoTimestamp: () => new Date().toISOString(),
  randomInt: () => String(crypto.getRandomValues(new Uint32Array(1))[0]! % 1000),
};

/** Without their `$`. */
export const dynamicNames: readonly string[] = Object.keys(dynamicValues);

/** Fills in a call with secrets from `secretOf`. */
export function fillWith(
  call: FillableCall,
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
export const variablesOf = (
  call: FillableCall,
  environment: Readonly<Record<string, string>>,
): Record<string, string> => ({
  ...environment,
  ...call.variables,
});

/** Names of the secrets that a call refers to, also through variables, in order. */
export function secretNames(call: FillableCall, variables: Readonly<Record<string, string>>): string[] {
  const sources = [call.address, ...call.metadata.map(([, value]) => value), ...call.bodies];
  return [...new Set(sources.flatMap(source => secretsOf(source, variables)))];
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
