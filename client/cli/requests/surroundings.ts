/** What stands around a request document: environments and connection profiles of the folders above it, as the editor finds them. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { type ParseError, parse, printParseErrorCode } from "jsonc-parser";
import {
  environmentFiles,
  environmentNames,
  environmentVariables,
} from "../../../server/src/protocol/environment.ts";
import type { CallCredentials, ChannelOptions, Protocol, TlsProfile } from "../../rpc/call.ts";
import { type ProfileFile, parseProfileFile, profileFileName } from "../../rpc/profileFile.ts";
import { unnamedTls } from "../../rpc/sslConfiguration.ts";
import { jsonMistake } from "../../../server/src/shared/jsonMistakes.ts";
import type { Bilingual } from "../../../server/src/shared/language.ts";
import { UsageError } from "../command.ts";

export interface Surroundings {
  /** Of the chosen environment and those that all share. */
  readonly variables: Readonly<Record<string, string>>;
  /** The profile that a request names, else the default one, else what its address implies. */
  profile(wanted: string | undefined, address: string): ChosenTls;
}

export type ChosenTls =
  | {
      readonly ok: true;
      readonly tls: TlsProfile;
      readonly channel?: ChannelOptions;
      /** Secrets in it are still references. */
      readonly credentials?: CallCredentials;
      readonly protocol?: Protocol;
    }
  | { readonly ok: false; readonly message: Bilingual };

/** Throws `UsageError` where there is no such environment, or a file of the configuration is broken. */
export function surroundingsOf(document: string, environment: string | undefined): Surroundings {
  const folders = foldersAbove(document);
  const { folder, files } = environmentsIn(folders);
  const names = environmentNames(files);
  if (environment !== undefined && !names.includes(environment)) {
    const [list, file] = [names.join(", "), environmentFiles[0]];
    throw new UsageError({
      en: `there is no environment "${environment}"; ${list ? `there are ${list}` : `no ${file} is above ${document}`}`,
      ko: `환경 "${environment}"이(가) 없습니다. ${list ? `있는 환경: ${list}` : `${document} 위의 폴더에 ${file}이(가) 없습니다`}`,
    });
  }
  // With a single environment there is nothing to choose.
  const selected = environment ?? (names.length === 1 ? names[0] : undefined);
  const profiles = profilesIn(folders);
  const variables = environmentVariables(files, selected);
  const withoutProfile = (address: string): ChosenTls =>
    unnamedTls(address, variables, given => path.resolve(folder, given));
  return {
    variables,
    profile: (wanted, address) => {
      const name = wanted ?? profiles?.defaultProfile;
      return name === undefined ? withoutProfile(address) : chooseProfile(profiles, name);
    },
  };
}

/** From the folder of a file up to the folder of the command; a file elsewhere has only its own. */
function foldersAbove(document: string): string[] {
  const top = path.resolve(".");
  const own = path.dirname(path.resolve(document));
  if (own !== top && !own.startsWith(top + path.sep)) return [own];
  const folders = [own];
  for (let at = own; at !== top; ) {
    at = path.dirname(at);
    folders.push(at);
  }
  return folders;
}

/** Of the nearest folder that has some, in order of precedence. */
function environmentsIn(folders: readonly string[]): { readonly folder: string; readonly files: readonly unknown[] } {
  for (const folder of folders) {
    const found = environmentFiles.map(name => path.join(folder, name)).filter(file => existsSync(file));
    if (found.length > 0) return { folder, files: found.map(readJson) };
  }
  return { folder: "", files: [] };
}

function profilesIn(folders: readonly string[]): ProfileFile | undefined {
  for (const folder of folders) {
    const file = path.join(folder, profileFileName);
    if (existsSync(file)) return parseProfileFile(readJson(file), given => path.resolve(folder, given));
  }
  return undefined;
}

function chooseProfile(file: ProfileFile | undefined, name: string): ChosenTls {
  const found = file?.profiles.find(profile => profile.name === name);
  if (found) return { ok: true, ...found };
  if (!file)
    return {
      ok: false,
      message: {
        en: `the request names the profile "${name}", but there is no ${profileFileName}`,
        ko: `요청이 프로필 "${name}"을(를) 쓰지만 ${profileFileName}이(가) 없습니다`,
      },
    };
  const wrong = file.errors.find(error => error.en.startsWith(`profiles.${name}`)) ?? file.errors[0];
  const message = wrong
    ? {
        en: `${profileFileName} is wrong: ${wrong.en}`,
        ko: `${profileFileName}이(가) 잘못되었습니다: ${wrong.ko}`,
      }
    : {
        en: `${profileFileName} has no profile "${name}"`,
        ko: `${profileFileName}에 프로필 "${name}"이(가) 없습니다`,
      };
  return { ok: false, message };
}

function notJson(file: string, { error, offset }: ParseError): UsageError {
  const what = jsonMistake(printParseErrorCode(error));
  return new UsageError({
    en: `${file} is not JSON at offset ${offset}: ${what.en}`,
    ko: `${file}이(가) 오프셋 ${offset}에서 JSON이 아닙니다: ${what.ko}`,
  });
}

function readJson(file: string): unknown {
  const errors: ParseError[] = [];
  const json: unknown = parse(readFileSync(file, "utf8"), errors, { allowTrailingComma: true });
  const [broken] = errors;
  if (broken) throw notJson(file, broken);
  return json;
}
