import type { App } from "../app.ts";
import type { ServiceNode } from "../views/serviceNodes.ts";

/** From the menu of a server in the services view. */
export async function removeServer(app: App, node?: ServiceNode): Promise<void> {
  if (node?.kind === "server") await app.servers.remove(node.server.address);
}
