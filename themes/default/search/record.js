// How a record's text is laid out in slots: the twin of src/search/record.rs.

/** All tokens of a record, each in its slot: the twin of record.rs. */
function slotsOf(record) {
  const pause = { text: '\n', run: false }, row = [], late = [];
  const fill = (end) => { while (row.length < end) row.push(pause); };
  for (const number of record.n) {
    const found = words(number);
    if (row.length + found.length < TITLE) row.push(...found, pause);
    else late.push(number);
  }
  fill(TITLE);
  const title = words(record.t);
  if (title.length >= BODY - TITLE) late.push(record.t);
  row.push(...title.slice(0, BODY - TITLE - 1));
  fill(BODY);
  let before = '';
  for (const [source, text] of [...late.map((one) => ['', one]), ...record.s]) {
    // Tables and attachments begin apart: Source::start.
    if ('da'.includes(source) && source && source !== before) fill(Math.ceil((row.length + BLOCK / 2) / BLOCK) * BLOCK);
    before = source;
    for (const token of tokens(text)) if (token.text !== '\n' || row[row.length - 1].text !== '\n') row.push(token);
    if (row[row.length - 1].text !== '\n') row.push(pause);
  }
  return row;
}
