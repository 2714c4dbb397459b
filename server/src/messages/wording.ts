/**
 * Templates of what is said about a problem, a related place or a fix. `{0}` is the first of its args, `{0:word}` that arg as one of
 * the words of `words.ts`, `{0:words}` several of them with commas between. Of several templates the first one is said whose places
 * are all filled by args that are not empty.
 */
export type Wording = string | readonly string[];

/** Wordings by code: P… of problems, R… of related places, F… of fixes. */
export type Wordings = Readonly<Record<string, Wording>>;
