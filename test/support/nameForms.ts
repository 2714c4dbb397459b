/** One message named in every form: relative, qualified, absolute, over a public import, in a map, by an rpc; and namesakes of it. */
export const nameForms = `
//- a.proto
syntax = "proto3"; package a.b;
message Par$0ent {
  message Child {}
  Child own = 1;
}
//- b.proto
syntax = "proto3"; package a;
import public "a.proto";
message Parent {}
message User { b.Parent p = 1; b.Parent.Child c = 2; .a.b.Parent q = 3; Parent other = 4; }
//- c.proto
syntax = "proto3"; package c;
import "b.proto";
message Far { map<string, a.b.Parent> m = 1; }
service S { rpc R(a.b.Parent) returns (stream a.b.Parent.Child); }
//- d.proto
syntax = "proto3"; package d;
message Parent {}
`;
