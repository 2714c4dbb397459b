/** The import name of the file that says which options there are. */
export const DESCRIPTOR_PROTO = "google/protobuf/descriptor.proto";
