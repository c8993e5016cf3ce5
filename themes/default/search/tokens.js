// Cutting text into tokens: the twin of src/search/tokens.rs.
//
// The files of this folder are joined into one module, search.js: the browser's reader of the search index,
// for browsers and Node alike. Its twin is src/search/read/: both cut text, look grams up, rank and order in
// the same way, and give the same items in the same order.

function fold(c) {
  let code = c.codePointAt(0);
  if (code >= 0xff01 && code <= 0xff5e) code -= 0xfee0;
  else if (code === 0x3000) code = 0x20;
  else if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
  c = String.fromCodePoint(code);
  if ((code >= 0x41 && code <= 0x5a) || (code >= 0xc0 && code <= 0x52f)) {
    const lower = c.toLowerCase();
    if (lower.length === 1) return lower;
  }
  return c;
}

const DIGIT = /[0-9]/;
const LETTER = /[a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u052f]/;
const BREAK = /[\n\r\u0085\u2028\u2029]/;
const SOFT = new RegExp('[\\u0000-\\u0020\\u007f-\\u00a0\\u00ad\\u2000-\\u200f\\u202a-\\u202f\\u205f-\\u206f' +
  '\\ufeff\\ufe00-\\ufe0f"\'()<>\\[\\]\\u0060{}\\u00ab\\u00bb\\u2018-\\u201f\\u2039\\u203a\\u3008-\\u3011\\u3014-\\u301b' +
  '\\ufe5d\\ufe5e]');

const SINGLE = 's';
function classOf(c) {
  if (DIGIT.test(c)) return 'd';
  if (LETTER.test(c)) return 'l';
  if (BREAK.test(c)) return '\n';
  return SOFT.test(c) ? '' : SINGLE;
}

/** The tokens of a text: folded text, where they stand, whether they are a run of letters or digits. */
export function tokens(text) {
  const found = [];
  let at = 0, last = null, lastClass = '';
  for (const raw of text) {
    const c = fold(raw), kind = classOf(c), run = kind === 'd' || kind === 'l', end = at + raw.length;
    if (run && kind === lastClass && last.end === at) {
      last.text += c;
      last.end = end;
    } else if (kind) {
      last = { text: kind === '\n' ? '\n' : c, run, start: at, end };
      found.push(last);
    }
    lastClass = kind;
    at = end;
  }
  return found;
}

const words = (text) => tokens(text).filter((token) => token.text !== '\n');

/** The text of a gram: its tokens side by side, two runs kept apart by a space. */
function gram(list, from = 0, to = list.length) {
  let text = '';
  for (let at = from; at < to; at++) text += (at > from && list[at].run && list[at - 1].run ? ' ' : '') + list[at].text;
  return text;
}

const same = (one, other) => one.text === other.text && one.run === other.run;

/** Where a phrase begins in a row of tokens. */
function places(row, phrase) {
  const found = [];
  for (let at = 0; at + phrase.length <= row.length; at++) {
    let length = 0;
    while (length < phrase.length && same(row[at + length], phrase[length])) length++;
    if (length === phrase.length) found.push(at);
  }
  return found;
}
