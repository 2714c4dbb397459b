/** Kinds of tokens. A symbol's kind is its character code, so kinds below 33 are free for the rest. */
export const TokenKind = {
  Eof: 0,
  Ident: 1,
  Int: 2,
  Float: 3,
  String: 4,
  /** Characters that start no token: control characters, non-ASCII text outside of strings and comments. */
  Bad: 5,
  Space: 6,
  LineComment: 7,
  BlockComment: 8,
} as const;

export const isTrivia = (kind: number): boolean => kind >= TokenKind.Bad && kind <= TokenKind.BlockComment;

export const Sym = {
  open: 0x7b,
  close: 0x7d,
  openParen: 0x28,
  closeParen: 0x29,
  openBracket: 0x5b,
  closeBracket: 0x5d,
  less: 0x3c,
  greater: 0x3e,
  semicolon: 0x3b,
  comma: 0x2c,
  dot: 0x2e,
  equals: 0x3d,
  minus: 0x2d,
  colon: 0x3a,
  slash: 0x2f,
} as const;
