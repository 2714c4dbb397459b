/** Titles of lenses, with an icon of VS Code where the editor is that, and would not show its name. */
import type { Session } from "./session.ts";

export interface LensTitle {
  /** A codicon's name. */
  readonly icon?: string;
  readonly en: string;
  readonly ko: string;
}

export const lensTitle = (session: Session, { icon, ...title }: LensTitle): string =>
  (icon && session.editorCommands ? `$(${icon}) ` : "") + title[session.language];
