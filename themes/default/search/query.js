// The query: the twin of src/search/read/query.rs.

const MOST = 256; // tokens of a query

const SPACE = /[ \t\n\r\u00a0\u3000\u2028\u2029]/;
const QUOTE = /["＂]/;

/** Whether there is anything to look for: brackets and quotation marks alone are as little as blanks are. */
export const asks = (text) => readQuery(String(text ?? '')).phrases.length > 0;

export function readQuery(text) {
  const query = { phrases: [], quoted: false };
  let left = MOST, phrase = '', inside = false;
  const add = () => {
    const list = words(phrase).slice(0, left);
    phrase = '';
    if (!list.length) return false;
    left -= list.length;
    const known = query.phrases.some((other) => other.length === list.length && other.every((t, at) => same(t, list[at])));
    if (!known) query.phrases.push(list);
    return true;
  };
  const characters = Array.from(text);
  characters.forEach((c, at) => {
    const ends = at + 1 === characters.length || SPACE.test(characters[at + 1]);
    if (QUOTE.test(c) && !inside && phrase === '') inside = true;
    else if (QUOTE.test(c) && inside && ends) {
      query.quoted = add() || query.quoted;
      inside = false;
    } else if (SPACE.test(c) && !inside) add();
    else phrase += c;
  });
  add();
  return query;
}
