/** What texts for people are written in. */
export type Language = "en" | "ko";

/** One text in each language. */
export type Bilingual = Readonly<Record<Language, string>>;
