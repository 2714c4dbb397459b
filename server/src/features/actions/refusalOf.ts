/** What a change that does not hold is refused with. */
import type { Unsettled } from "../settle.ts";
import { type Refusal, refuse } from "./action.ts";

/** The problem itself is worded by its own table; here it is named by what it is about. */
export const refusalOf = ({ name, file, problem }: Unsettled): Refusal => {
  const short = file.slice(file.lastIndexOf("/") + 1);
  return problem ? { ...refuse("wouldBreak", short), problem } : refuse("stillNamed", name, short);
};
