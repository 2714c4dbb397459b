/** A service whose messages have fields of each kind, for request documents and bodies. */
export const service = `syntax = "proto3";
package fuzz.service.v1;
import "google/protobuf/any.proto";
import "google/protobuf/duration.proto";
import "google/protobuf/field_mask.proto";
import "google/protobuf/struct.proto";
import "google/protobuf/timestamp.proto";
import "google/protobuf/wrappers.proto";
enum Kind { KIND_UNSPECIFIED = 0; KIND_A = 1; }
message Everything {
  int32 i32 = 1; int64 i64 = 2; uint32 u32 = 3; uint64 u64 = 4; sint32 s32 = 5; sint64 s64 = 6;
  fixed32 f32 = 7; fixed64 f64 = 8; sfixed32 sf32 = 9; sfixed64 sf64 = 10;
  float f = 11; double d = 12; bool b = 13; string s = 14; bytes by = 15; Kind kind = 16;
  Everything self = 17; repeated Everything list = 18; repeated sint64 packed = 19; repeated string names = 20;
  map<string, Everything> by_name = 21; map<int64, Kind> by_number = 22; map<bool, double> by_bool = 23;
  oneof pick { string left = 24; Everything right = 25; }
  google.protobuf.Any any = 26; google.protobuf.Duration wait = 27; google.protobuf.FieldMask mask = 28;
  google.protobuf.Struct struct = 29; google.protobuf.Value value = 30; google.protobuf.Timestamp at = 31;
  google.protobuf.Int64Value wrapped = 32; optional bool maybe = 33;
}
service Things {
  rpc Get(Everything) returns (Everything);
  rpc Watch(stream Everything) returns (stream Everything);
}
`;

export const body = `{
  "i32": -7, "i64": "9007199254740993", "u64": "18446744073709551615", "s64": -1, "f": 1.5, "d": "NaN", "b": true,
  "s": "x\\u00e9\\ud83d\\ude00", "by": "AQID", "kind": "KIND_A", "self": { "self": { "i32": 1 } }, "list": [{}, { "s": "y" }],
  "packed": [1, -1, "9223372036854775807"], "names": ["a", ""], "byName": { "k": { "f32": 1 } }, "byNumber": { "-1": "KIND_A" },
  "byBool": { "true": 1e22 }, "left": "l", "any": { "@type": "type.googleapis.com/fuzz.service.v1.Everything", "s": "in" },
  "wait": "1.5s", "mask": "a.b,c", "struct": { "a": [1, null, { "b": "c" }] }, "value": [true], "at": "2024-02-29T12:00:00.5Z",
  "wrapped": "5", "maybe": false
}`;

export const requests = `@host = localhost:50051
@token = abc

### Get a thing
# @timeout 5s
# @expect status OK
GRPC {{host}}/fuzz.service.v1.Things/Get
authorization: Bearer {{token}}
x-trace-bin: AQID

${body}

###
# @name watch
GRPC localhost:50051/fuzz.service.v1.Things/Watch

{ "i32": 1 }

{ "i32": 2, "any": { "@type": "type.googleapis.com/google.protobuf.Duration", "value": "1s" } }
`;
