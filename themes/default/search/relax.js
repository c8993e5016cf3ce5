// When nothing holds a phrase as typed: its words. The twin of src/search/read/relax.rs.

/** The words of the phrases, cut where pairs are rarer than on both sides: the twin of relax.rs. */
async function relax(phrases, files) {
  const all = [], isWord = (token) => token.run || /^[\p{Alphabetic}\p{N}]$/u.test(token.text);
  const add = (word) => {
    if (word.length && !all.some((other) => gram(other) === gram(word))) all.push(word);
  };
  const clauses = [];
  for (const phrase of phrases) {
    let clause = [];
    clauses.push(clause);
    for (const token of phrase) {
      if (isWord(token)) clause.push(token);
      else clauses.push(clause = []);
    }
  }
  for (const whole of clauses) {
    const clause = whole.slice(0, 32), weights = [];
    for (let at = 0; at + 1 < clause.length; at++) weights.push((await files.head(gram(clause, at, at + 2)))?.length ?? 0);
    let from = 0;
    weights.forEach((here, at) => {
      if (here === 0 || (weights[at - 1] > here && weights[at + 1] > here)) {
        add(clause.slice(from, at + 1));
        from = at + 1;
      }
    });
    add(clause.slice(from));
  }
  return all;
}
