/** A call of a command line as the text of a request. Its certificates and names become a profile, as files are shared and requests are not. */
import * as path from "node:path";
import * as vscode from "vscode";
import { impliedTls } from "../../rpc/profileFile.ts";
import type { CommandLineCall } from "./grpcurlCommand.ts";
import { writeProfile } from "./profileEdits.ts";

/** `document`: where the text will stand; it decides which `protocall.json` gets the profile. */
export const requestOfCommandLine = async (
  call: CommandLineCall,
  document: vscode.Uri | undefined,
): Promise<string> => requestText(call, await profileFor(document, call));

/** The name of a profile with the files of the command line; undefined where the address says enough. */
async function profileFor(document: vscode.Uri | undefined, call: CommandLineCall): Promise<string | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const { caFiles, certFile, keyFile, serverName, skipVerify } = call.tls;
  const isSpecial = caFiles || certFile || serverName || skipVerify;
  if (!folder || !isSpecial) return undefined;
  const absolute = (file: string) => path.resolve(folder.fsPath, file);
  const name = call.address.replace(/^\w+:\/+/, "").replace(/[^\w.-]+/g, "-");
  await writeProfile(document ?? vscode.Uri.joinPath(folder, "request.grpc"), name, {
    ...call.tls,
    ...(caFiles ? { caFiles: caFiles.map(absolute) } : {}),
    ...(certFile ? { certFile: absolute(certFile) } : {}),
    ...(keyFile ? { keyFile: absolute(keyFile) } : {}),
  });
  return name;
}

function requestText(call: CommandLineCall, profile: string | undefined): string {
  const isImplied = profile !== undefined || impliedTls(call.address).mode === call.tls.mode;
  const bare = call.address.replace(/^\w+:\/\//, "");
  const address = isImplied ? call.address : `${call.tls.mode === "plaintext" ? "grpc" : "grpcs"}://${bare}`;
  return [
    `### ${call.method.slice(call.method.lastIndexOf("/") + 1)}`,
    ...(profile ? [`# @profile ${profile}`] : []),
    ...(call.timeoutMs !== undefined ? [`# @timeout ${call.timeoutMs} ms`] : []),
    `GRPC ${address}/${call.method}`,
    ...call.metadata.map(([key, value]) => `${key}: ${value}`),
    "",
    call.bodies.length > 0 ? call.bodies.join("\n===\n") : "{}",
    "",
  ].join("\n");
}
