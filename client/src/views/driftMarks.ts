/** How the services of a server differ from those of the workspace: what the tree marks. */
import type { Drift } from "../../rpc/drift/compareSchemas.ts";
import { type DescriptorSetResult, type MethodInfo, Requests } from "../../../server/src/protocol/requests.ts";
import type { App } from "../app.ts";
import { serverConnection } from "../calls/connection.ts";
import { type KnownServer, serverDocument } from "../calls/servers.ts";

/** Differences by service; a service that the workspace does not have is absent. */
export type DriftMarks = ReadonlyMap<string, readonly Drift[]>;

/** Compares the services that both have. `methods`: those of the workspace; `services`: those of the server. */
export async function driftMarks(
  app: App,
  server: KnownServer,
  { methods, services }: { readonly methods: readonly MethodInfo[]; readonly services: ReadonlySet<string> },
  signal: AbortSignal,
): Promise<DriftMarks> {
  const marks = new Map<string, readonly Drift[]>();
  const connection = await serverConnection(app, serverDocument(), server);
  if (!connection) return marks;
  const both = new Map(methods.filter(m => services.has(m.service)).map(({ service, uri }) => [service, uri]));
  for (const [service, uri] of both) {
    const set = await app.server.request<DescriptorSetResult>(Requests.descriptorSet, { uri });
    // A file with errors has no schema to compare.
    if (!set.ok) continue;
    const answer = await app.runner.ask(
      {
        type: "drift",
        descriptorHash: set.hash,
        descriptorSet: set.descriptorSet,
        server: { ...connection, address: server.address, metadata: [] },
        services: [service],
      },
      signal,
    );
    if (answer.ok) marks.set(service, answer.drifts);
  }
  return marks;
}
