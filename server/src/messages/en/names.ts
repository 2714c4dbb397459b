/** P2…: imports, and what names stand for. */
import type { Wordings } from "../wording.ts";

export const namesEn = {
  P2001: "`{0}` is not found below any import root",
  P2002: "`{0}` is imported already; one import is enough",
  R2002: "the first import of it",
  P2003: ["imports lead back to this file: {0} → … {1} more … → {2}", "imports lead back to this file: {0}"],
  P2004: "`{0}` is no import path; it has no `\\`, `//`, `.` or `..`, and starts at an import root",
  P2005: "`{0}` is for the lite runtime (`optimize_for = LITE_RUNTIME`); a file for the full one cannot import it",
  P2006: "`{0}` cannot be read; it has to be a file of UTF-8 text",
  P2010: "nothing of `{0}` is used; remove the import",
  P2011: "`{0}` cannot be imported for its options alone: extension `{1}` may hold a value marked `debug_redact`",
  F2010: "remove the import of `{0}`",
  P2020: [
    "`{0}` is declared already in `{1}`; rename one of the two",
    "`{0}` is declared already; rename one of the two",
  ],
  R2020: "`{0}` is declared here",
  P2021: [
    "`{0}` is declared already in `{1}`; enum values are names of the scope around their enum, not of the enum",
    "`{0}` is declared already; enum values are names of the scope around their enum, not of the enum",
  ],
  P2022: "`{0}` is declared already in `{1}`, which the imports bring along",
  P2023: "`{0}` is a package already, in `{1}`",
  P2024: "`{0}` is the name of the message that a map field makes; rename one of the two",
  P2025: "this name, with those of what it stands in, is longer than {0} characters; shorten one of them",
  P2026: "the package name has more than {0} dots; shorten it",
  P2027: "`{0}` cannot be a package; `{1}` declares something of that name",
  P2028:
    "`{0}` is something else in `{1}`, and a set has one meaning for a name; rename one of the two, or build the files apart",
  P2030: "`{0}` is declared neither here nor in what this file imports",
  F2030: "write `{0}`",
  P2031: [
    "`{0}` is declared in another `{2}` than the one that imports find first",
    "`{0}` is declared in `{1}`, which is not imported",
  ],
  R2031: "`{0}` is declared here",
  F2031: "import `{0}`",
  P2032:
    "`{0}` is read as `{1}`, which does not exist: its first part is found innermost at `{2}`, and that scope wins; a leading dot starts at the outermost scope",
  F2032: "write `{0}`",
  P2033: "`{0}` is no type; only messages and enums are",
  R2033: "`{0}` is declared here",
  P2034: "`{0}` is no message; only a message can stand here",
  F2034: "import `{0}` for more than its options",
  P2035: "`{0}` is the message that a map field makes; it cannot be used as a type",
  P2040: "`{0}` is deprecated",
  R2040: "`{0}` is declared here",
} as const satisfies Wordings;
