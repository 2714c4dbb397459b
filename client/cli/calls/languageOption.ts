/** The language of what a command explains. */
export const languageOption = { language: { type: "string", default: "en" } } as const;
