/** What texts for people are written in. */
export type Language = "en" | "ko";

/** One text in each language. */
export type Bilingual = Readonly<Record<Language, string>>;

/** Our own words in both languages, or what a server, a library or the system says, as it is. */
export type Said = string | Bilingual;

export const saidIn = (said: Said, language: Language): string => (typeof said === "string" ? said : said[language]);
