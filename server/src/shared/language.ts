/** What texts for people are written in. */
export type Language = "en" | "ko";
