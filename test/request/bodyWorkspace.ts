import type { BodySchema } from "../../server/src/request/bodySchema.ts";
import { workspaceSchema } from "../../server/src/request/workspaceSchema.ts";
import { MemoryWorkspace } from "../support/memoryWorkspace.ts";

const files = {
  "t.proto": `syntax = "proto3";
package t;
import "google/protobuf/any.proto";
import "google/protobuf/duration.proto";
import "google/protobuf/field_mask.proto";
import "google/protobuf/struct.proto";
import "google/protobuf/timestamp.proto";
import "google/protobuf/wrappers.proto";

message All {
  string name = 1;
  int32 count = 2;
  uint32 unsigned = 3;
  int64 big = 4;
  float ratio = 5;
  bool flag = 6;
  bytes data = 7;
  Color color = 8;
  Child child = 9;
  repeated string tags = 10;
  repeated Child children = 11;
  map<int32, int32> counts = 12;
  map<string, Child> by_name = 13;
  google.protobuf.Timestamp created = 14;
  google.protobuf.Duration took = 15;
  google.protobuf.FieldMask mask = 16;
  google.protobuf.Struct extra = 17;
  google.protobuf.Value value = 18;
  google.protobuf.ListValue list = 19;
  google.protobuf.Int64Value wrapped = 20;
  google.protobuf.Any any = 21;
  string snake_name = 22;
  oneof choice {
    string text_choice = 23;
    Child child_choice = 24;
  }
  optional int32 maybe = 25 [deprecated = true];
  map<bool, string> answers = 26;
}
message Child {
  string name = 1;
  Child child = 2;
}
enum Color {
  COLOR_UNSPECIFIED = 0;
  RED = 1;
  GREEN = 2;
}
`,
  "t2.proto": `syntax = "proto2";
package t2;
message Old {
  required int32 id = 1;
  optional string note = 2;
}
message Open {
  extensions 1 to 9;
}
extend Open {
  optional Old old_ext = 1;
}
`,
};

/** The schema of a small workspace with every kind of field. */
export function schemaOf(): BodySchema {
  const { db, names } = new MemoryWorkspace(files, () => ({ problems: [] }));
  return workspaceSchema(
    {
      outline: file => db.outline(file),
      linked: file => db.linked(file),
      whoDeclares: name => names.whoDeclares(name),
    },
    ["t.All", "t.Child"],
  );
}
