/** The concept notes in the order in which one reads them. An id is the file's name and never changes: links hold it. */
export const noteIds = [
  "rpc",
  "rpc-flow",
  "grpc",
  "grpc-advantages",
  "grpc-flow",
  "protobuf",
  "stub",
  "channel",
  "grpc-auth",
  "mtls",
  "tls-flow",
  "mtls-flow",
  "load-balancing",
] as const;

export type NoteId = (typeof noteIds)[number];

export const isNoteId = (text: string): text is NoteId => (noteIds as readonly string[]).includes(text);
