/** Notes and tables of hovers in the user's language. */
import type { HoverParts } from "../features/hover.ts";
import { importReason } from "../features/rootReasons.ts";
import { noteForConstruct } from "../notes/constructs.ts";
import { optionsAt } from "./everywhere.ts";
import type { Session } from "./session.ts";

export function hoverParts(session: Session): HoverParts {
  return {
    note({ construct, path }) {
      const choice = noteForConstruct(construct, path === undefined ? {} : { path });
      return choice && session.notes.hover(session.language, choice, { links: session.noteLinks });
    },
    language: session.language,
    importReason: (file, path) => importReason(session.workspace, file, path, session.language),
    usedNumbers: (file, name) => session.historyOf(file, name)?.numbers,
    optionsAt: (file, offset) => optionsAt(session.db, file, offset),
  };
}
