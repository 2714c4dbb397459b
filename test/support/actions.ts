/** Refactorings on fixtures: `$0` is the cursor, or `«` and `»` are around what is selected. */
import assert from "node:assert/strict";
import {
  type Action,
  actionContext,
  type ActionContext,
  type Outcome,
} from "../../server/src/features/actions/action.ts";
import { runSteps } from "../../server/src/features/actions/runSteps.ts";
import { HistoryCollector } from "../../server/src/features/fieldHistory.ts";
import { renderAction } from "../../server/src/messages/actionTexts.ts";
import { openWorkspace, withTextsOver } from "./everywhere.ts";
import { finish } from "./finish.ts";
import { parseFixture } from "./fixture.ts";

export interface ActionOptions {
  /** Older texts of the file under the cursor. */
  readonly versions?: readonly string[];
  readonly argument?: string;
}

interface Opened {
  readonly files: Readonly<Record<string, string>>;
  readonly ctx: ActionContext;
}

function open(source: string, { versions = [] }: ActionOptions): Opened {
  const fixture = parseFixture(source.replace("«", "$0"));
  const { cursor } = fixture;
  assert.ok(cursor, "no cursor");
  const files = { ...fixture.files };
  const text = files[cursor.file] as string;
  const end = text.indexOf("»");
  files[cursor.file] = text.replace("»", "");
  const selection = { start: cursor.offset, end: end < 0 ? cursor.offset : end };
  const history = new HistoryCollector();
  for (const version of versions) history.add(version);
  const ctx = actionContext(
    {
      ...openWorkspace(files),
      history: history.history,
      withTexts: withTextsOver(files),
      isOwn: f => !f.startsWith("google/protobuf/"),
      allFiles: () => Object.keys(files),
    },
    cursor.file,
    selection,
  );
  assert.ok(ctx);
  return { files, ctx };
}

/** What is offered: titles, with the reason where it is refused. */
export function offered(action: Action, source: string, options: ActionOptions = {}): string[] {
  return action.offers(open(source, options).ctx).map(({ title, refused }) =>
    [title, refused]
      .map(w => (w ? renderAction(w.text, w.args, "en") : ""))
      .filter(Boolean)
      .join(": "),
  );
}

export interface Done {
  /** Texts of the files that changed or are new. */
  readonly files: Readonly<Record<string, string>>;
  readonly outcome: Outcome & { readonly ok: true };
}

/** Takes the first offer, or the one with that argument. */
export function act(action: Action, source: string, options: ActionOptions = {}): Done {
  const { files, ctx } = open(source, options);
  const offers = action.offers(ctx);
  assert.ok(offers.length || options.argument, "nothing is offered");
  const outcome = finish(runSteps(action, ctx, options.argument ?? offers[0]?.argument));
  assert.ok(outcome.ok, outcome.ok ? "" : JSON.stringify(outcome));
  const changed = [...outcome.draft.texts(ctx)].filter(([file, text]) => files[file] !== text);
  return { files: Object.fromEntries(changed), outcome };
}

/** The text of the one file of a fixture afterwards. */
export function after(action: Action, source: string, options: ActionOptions = {}): string {
  const { files } = act(action, source, options);
  assert.deepEqual(Object.keys(files), ["main.proto"]);
  return files["main.proto"] as string;
}

/** Why a refactoring that is offered is refused in the end. */
export function refused(action: Action, source: string, options: ActionOptions = {}): string {
  const { ctx } = open(source, options);
  const outcome = finish(runSteps(action, ctx, options.argument ?? action.offers(ctx)[0]?.argument));
  assert.ok(!outcome.ok);
  return renderAction(outcome.reason.text, outcome.reason.args, "en");
}
