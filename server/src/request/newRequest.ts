export interface NewRequestOptions {
  /** `package.Service/Method` */
  readonly method: string;
  /** JSON of an example message, as it shall stand in the document. */
  readonly body: string;
  /** Messages are sent one after the other. */
  readonly clientStreaming: boolean;
  /** Written as `@host = …`; absent where an environment already has a `host`. */
  readonly address?: string;
  readonly profile?: string;
}

/** The text of a request document with one request. */
export function newRequestDocument(options: NewRequestOptions): string {
  const name = options.method.slice(options.method.lastIndexOf("/") + 1);
  const bodies = options.clientStreaming ? [options.body, options.body] : [options.body];
  const lines = [
    ...(options.address ? [`@host = ${options.address}`, ""] : []),
    `### ${name}`,
    ...(options.profile ? [`# @profile ${options.profile}`] : []),
    `GRPC {{host}}/${options.method}`,
    "",
    bodies.map(body => body.trim()).join("\n===\n"),
    "",
  ];
  return lines.join("\n");
}
