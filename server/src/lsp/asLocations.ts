/** Where a question about places leads, for editors that take links and for those that take places alone. */
import type { Location, LocationLink } from "vscode-languageserver";
import type { Session } from "./session.ts";

export function asLocations(session: Session, links: LocationLink[]): LocationLink[] | Location[] {
  if (session.abilities.locationLinks) return links;
  return links.map(({ targetUri, targetSelectionRange }) => ({ uri: targetUri, range: targetSelectionRange }));
}
