import type { App } from "../app.ts";
import { serverPlace } from "../calls/serverPlace.ts";
import type { KnownServer } from "../calls/servers.ts";
import { requireTrust } from "../platform/trust.ts";

/** Shows what a server says of itself in the services view: the server of the request at the cursor, or one that the user names. */
export async function addServer(app: App, given?: unknown): Promise<void> {
  if (!requireTrust()) return;
  const server = isServer(given) ? given : await serverPlace(app);
  if (!server) return;
  const { address, profile } = server;
  await app.servers.add({ address, ...(profile === undefined ? {} : { profile }) });
}

const isServer = (given: unknown): given is KnownServer =>
  typeof given === "object" && given !== null && typeof (given as KnownServer).address === "string";
