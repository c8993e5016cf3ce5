// What the filter of a table looks words up by: as the search does, brackets and widths aside, in either characters.
// Behind search/tokens.js and scripts/characters.js; fetched when a reader first filters.
export const folded = (text) => gram(tokens(text));

export { characterTable, rewritten };
