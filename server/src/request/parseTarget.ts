import { spanOf } from "../base/span.ts";
import type { Piece, Target } from "./requestDocument.ts";
import type { RequestProblems } from "./requestProblems.ts";

/**
 * `address/package.Service/Method`. The method is what follows the last slash and the service what stands before it, so the
 * address may have a scheme (`grpcs://`), a path of a gateway or be a socket (`unix:///run/app.sock`).
 */
export function parseTarget(piece: Piece, problems: RequestProblems): Target | undefined {
  const at = (start: number, end: number): Piece => ({
    text: piece.text.slice(start, end),
    span: spanOf(piece.span.start + start, piece.span.start + end),
  });

  const gap = /\s/.exec(piece.text)?.index ?? piece.text.length;
  if (gap < piece.text.length) {
    const rest = piece.text.slice(gap).trimStart();
    // `HTTP/2` after the target is what HTTP requests may have there.
    if (!/^HTTP\/\d/.test(rest)) {
      problems.error("R1005", at(piece.text.length - rest.length, piece.text.length).span, rest);
    }
  }
  const text = piece.text.slice(0, gap);
  if (text === "") {
    problems.error("R1003", piece.span);
    return undefined;
  }

  const schemeEnd = /^[a-z][a-z0-9+.-]*:\/\//i.exec(text)?.[0].length ?? 0;
  const last = text.lastIndexOf("/");
  if (last < schemeEnd) {
    problems.error("R1004", at(0, gap).span, text);
    return { span: at(0, gap).span, address: at(0, gap) };
  }
  const before = text.slice(0, last).lastIndexOf("/");
  if (before < schemeEnd) {
    // One slash: `address/package.Service` while it is being written.
    if (last === 0) problems.error("R1006", at(0, gap).span, text.slice(1));
    else problems.error("R1004", at(0, gap).span, text.slice(0, last));
    return { span: at(0, gap).span, address: at(0, last), service: at(last + 1, gap) };
  }
  const target = {
    span: at(0, gap).span,
    address: at(0, before),
    service: at(before + 1, last),
    method: at(last + 1, gap),
  };
  if (target.address.text === "") problems.error("R1006", target.span, text.slice(before + 1));
  else if (target.service.text === "" || target.method.text === "") {
    problems.error("R1004", target.span, target.address.text);
    return {
      span: target.span,
      address: target.address,
      ...(target.service.text ? { service: target.service } : {}),
    };
  }
  return target;
}
