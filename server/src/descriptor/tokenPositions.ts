/**
 * Lines and columns of all tokens of a file as descriptors count them: from zero, columns in bytes of UTF-8 (one for half of a surrogate
 * pair that stands for a byte, see `anyBytes.ts`), a tab reaching to the next multiple of eight. One pass over the text; the arrays are
 * shared and hold until the next call.
 */
import type { Tokens } from "../syntax/lexer.ts";
import { TokenKind } from "../syntax/tokenKind.ts";

export interface TokenPositions {
  /** By token; where one ends the next begins. */
  readonly line: Int32Array;
  readonly column: Int32Array;
}

let line = new Int32Array(1 << 14);
let column = new Int32Array(1 << 14);

export function tokenPositions(tokens: Tokens): TokenPositions {
  const { source, kinds, starts, count } = tokens;
  if (count + 1 > line.length) {
    line = new Int32Array((count + 1) * 2);
    column = new Int32Array((count + 1) * 2);
  }
  let l = 0;
  let c = 0;
  for (let t = 0; t < count; t++) {
    line[t] = l;
    column[t] = c;
    const start = starts[t] as number;
    const end = starts[t + 1] as number;
    const isLast = end === source.length;
    switch (isLast && kinds[t] === TokenKind.LineComment ? TokenKind.BlockComment : kinds[t]) {
      case TokenKind.Ident:
      case TokenKind.Int:
      case TokenKind.Float:
        c += end - start;
        break;
      case TokenKind.LineComment:
        // A line end follows, and begins the columns anew.
        break;
      case TokenKind.Space:
      case TokenKind.BlockComment:
      case TokenKind.String:
      case TokenKind.Bad:
        for (let i = start; i < end; i++) {
          const u = source.charCodeAt(i);
          if (u === 0x0a) {
            l++;
            c = 0;
          } else if (u === 0x09) c += 8 - (c & 7);
          else if (u < 0x80) c++;
          else if (u < 0x800) c += 2;
          else if (u >= 0xd800 && u < 0xdc00) {
            c += 4;
            i++;
          } else if (u >= 0xdc80 && u < 0xdd00) c++;
          else c += 3;
        }
        break;
      default:
        c++;
    }
  }
  line[count] = l;
  column[count] = c;
  return { line, column };
}
