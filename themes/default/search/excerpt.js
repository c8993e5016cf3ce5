// The words round a hit: the twin of src/search/read/excerpt.rs.

const LENGTH = 110, BEFORE = 30; // characters of an excerpt

function stretches(text, phrases) {
  const all = tokens(text), found = [];
  for (const phrase of phrases) {
    for (const at of places(all, phrase)) found.push([all[at].start, all[at + phrase.length - 1].end]);
  }
  return found.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
}

/** The matches in a text, as [from, behind]; those that overlap are one. */
function marksIn(text, phrases) {
  const joined = [];
  for (const [start, end] of stretches(text, phrases)) {
    const last = joined[joined.length - 1];
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}

function cut(text, at) {
  const ahead = [...text.slice(0, at)], line = [...ahead.slice(-BEFORE), ...text.slice(at, at + 2 * LENGTH + 2)];
  // eslint-disable-next-line no-control-regex
  const shown = line.slice(0, LENGTH).join('').replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
  return (ahead.length > BEFORE ? '…' : '') + shown + (line.length > LENGTH ? '…' : '');
}

/** The excerpt of the first section that holds any phrase; none when no section does. */
function excerptOf(sections, phrases) {
  for (const [source, text] of sections) {
    const [first] = stretches(text, phrases);
    if (first) {
      const excerpt = cut(text, first[0]);
      return { excerpt, marks: marksIn(excerpt, phrases), attachment: source === 'a' };
    }
  }
  return null;
}
