// Titles and document numbers: the twin of src/search/names.rs and read/names.rs.

const titleKey = (text) => gram(words(text));

function numberKey(text) {
  const parts = [];
  for (const token of words(text)) {
    if (token.run) {
      if (parts.length && parts[parts.length - 1].text === '第') parts.pop();
      parts.push({ text: token.text.replace(/^0+/, '') || '0', run: true });
    } else parts.push(token);
  }
  if (parts.length && parts[parts.length - 1].text === '号') parts.pop();
  return `\u0001${gram(parts)}`;
}

/** Visits the names from a key on, in order, until `visit` has enough. */
async function namesFrom(key, index, visit) {
  const { borders, files } = index;
  let first = 0;
  while (first < borders.length && borders[first] < key) first++;
  for (let file = Math.max(first - 1, 0); file < borders.length; file++) {
    for (const [text, item, isNumber] of await files.names(file)) {
      const of = isNumber ? numberKey(text) : titleKey(text);
      if (of >= key && !visit(of, text, item)) return;
    }
  }
}

/** The items with exactly this name. */
async function named(key, index) {
  const found = new Set();
  if (key[0] === '\u0001' && !/[0-9]$/.test(key)) return found;
  await namesFrom(key, index, (of, text, item) => of === key && Boolean(found.add(item)));
  return found;
}

/** The items whose number it is with the year left out: 天政办便函31号 for 天政办便函〔2020〕31号. */
async function undated(key, index) {
  const found = new Set(), [, series, serial] = /^(\u0001\D\D+)(\d+)$/.exec(key) ?? [];
  if (series) {
    await namesFrom(series, index, (of, text, item) => {
      const [, year, last] = /^(\d*) ?(.*)/.exec(of.slice(series.length));
      if (year.length === 4 && last === serial) found.add(item);
      return of.startsWith(series) && Boolean(year);
    });
  }
  return found;
}
