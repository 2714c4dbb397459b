/** Why a folder is an import root, in words, for hovers, lists and the command line. */
import type { Problem } from "../base/problem.ts";
import type { FileId } from "../link/world.ts";
import type { Root } from "../workspace/roots.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { relativeTo } from "../base/path.ts";
import type { Language } from "../shared/language.ts";

/** `shown` makes a path short. */
export function rootReason({ reason }: Root, language: Language, shown: (path: string) => string): string {
  const ko = language === "ko";
  switch (reason.kind) {
    case "given":
      return ko ? "설정이나 명령줄에서 지정함" : "given by the settings or the command line";
    case "config":
      return ko ? `${shown(reason.file)}에서 지정함` : `named by ${shown(reason.file)}`;
    case "package":
      return ko
        ? `폴더가 패키지 ${reason.package}와(과) 같은 이름으로 끝남`
        : `the file's folders end like its package ${reason.package}`;
    case "go":
      return ko
        ? `${shown(reason.file)}의 모듈 ${reason.module}`
        : `the module ${reason.module} of ${shown(reason.file)}`;
    case "build":
      return ko ? `${shown(reason.file)}의 빌드 설정` : `the build of ${shown(reason.file)} takes it`;
    case "command":
      return ko ? `${shown(reason.file)}의 \`${reason.text}\`` : `\`${reason.text}\` in ${shown(reason.file)}`;
    case "dependency":
      return ko
        ? `${shown(reason.file)}의 의존 모듈 ${reason.module}, Buf 캐시에서 읽기 전용으로 사용`
        : `the dependency ${reason.module} of ${shown(reason.file)}, read-only from Buf's cache`;
    case "import":
      return ko ? `import "${reason.path}"을(를) 여기에서 찾음` : `the import "${reason.path}" is found from here`;
    case "folder":
      return ko ? "열린 폴더이거나 파일이 있는 폴더" : "the open folder, or the file's own";
  }
}

/** The file that a reason speaks of. */
export const evidenceOf = ({ reason }: Root): FileId | undefined => ("file" in reason ? reason.file : undefined);

/** A path relative to the innermost open folder that holds it; the folder itself is `.`. */
export function shownPath(workspace: Workspace, path: string): string {
  const folders = [...workspace.folders].sort((a, b) => b.length - a.length);
  if (folders.includes(path)) return ".";
  const within = folders.map(folder => relativeTo(folder, path)).find(p => p !== undefined);
  return within ?? path;
}

const MAX_SHOWN = 4;

export interface Wording {
  readonly language: Language;
  /** Makes a path short; else it is relative to the open folder. */
  readonly shown?: (path: string) => string;
}

/** Added to what is said of a problem: of an import that is not found people want to know where it was looked for. */
export const placesOf = (workspace: Workspace, file: FileId, { code }: Problem, wording: Wording): string =>
  code === "P2001" ? lookedIn(workspace, file, wording) : "";

/** Where imports of a file are looked for, and what is to be fetched first. */
export function lookedIn(
  workspace: Workspace,
  file: FileId,
  { language, shown = path => shownPath(workspace, path) }: Wording,
): string {
  const paths = [...new Set(workspace.rootsOf(file).map(r => rootName(r, shown)))];
  const more = paths.length - MAX_SHOWN;
  const list = paths.slice(0, MAX_SHOWN).join(", ");
  const missing = workspace.missingModules(file).join(", ");
  if (language === "ko") {
    const fetch = missing && `; Buf 캐시에 없는 모듈은 \`buf dep update\`로 받습니다: ${missing}`;
    return ` (찾은 곳: ${list}${more > 0 ? ` 외 ${more}곳` : ""}${fetch})`;
  }
  const fetch = missing && `; \`buf dep update\` fetches what Buf's cache lacks: ${missing}`;
  return ` (looked in: ${list}${more > 0 ? ` and ${more} more` : ""}${fetch})`;
}

/** Folders in Buf's cache have long names that say nothing. */
const rootName = ({ path, reason }: Root, shown: (path: string) => string): string =>
  reason.kind === "dependency" ? reason.module : shown(path);

/** One line of Markdown on the file that an import names. */
export function importReason(
  workspace: Workspace,
  from: FileId,
  path: string,
  language: Language,
): string | undefined {
  const root = workspace.rootOfImport(from, path);
  if (!root) return language === "ko" ? "Protocall에 포함된 파일" : "Ships with Protocall";
  const shown = (at: string): string => shownPath(workspace, at);
  const at = `\`${shown(root.path)}\``;
  const reason = rootReason(root, language, shown);
  return language === "ko" ? `루트 ${at}: ${reason}` : `Import root ${at}: ${reason}`;
}
