// The index: what finds, counts, orders and shows. The twin of src/search/read/.
//
// open(baseUrl) opens the index of the site at that address. index.search(query, options) finds what holds
// every phrase of the query; index.suggest(text, most) gives names that begin with the text; index.prepare(text)
// fetches ahead, while one types, what a search for the text would begin with.

const SHOWN = 100; // hits whose excerpt is made
const HEAD_START = 30; // milliseconds by which the first hit's file goes before the others

const TIMES = [0, 1, 1.5, 2]; // what it counts to be found in a body not, once, up to four times, more often

const headStart = (first) => Promise.race([first, new Promise((go) => setTimeout(go, HEAD_START))]);

/** The first items by their score; of those alike, the later place has the newer. To sort all takes longer than to find them. */
function ranked(scored, end) {
  let first = [...scored];
  if (first.length > 4 * end) {
    const least = Float64Array.from(first, ([score]) => score).sort()[first.length - end];
    first = first.filter(([score]) => score >= least);
  }
  return first.sort((one, other) => other[0] - one[0] || other[1] - one[1]).map(([, item]) => item);
}

class Index {
  constructor(base, files, payload) {
    this.base = base;
    this.files = files;
    Object.assign(this, readStart(payload));
    Object.assign(files, this.named);
    /** How many blocks an item takes, on average. */
    this.average = this.blocks.reduce((sum, blocks) => sum + blocks, 0) / Math.max(this.all().length, 1);
    this.ranks = new Map(Array.from(this.common, (c, at) => [c, 31 - Math.clz32(at + 1)]));
  }

  /** The places of all items. */
  all() {
    const all = [];
    this.blocks.forEach((blocks, place) => blocks && all.push(place));
    return all;
  }

  facet(name) { return this.facets.find((one) => one.name === name); }

  rarity(token) { return token.run ? RARE - 2 : this.ranks.get(token.text) ?? RARE; }

  async record(item) {
    const record = (await this.files.results(item, this.results.first[item]))[this.results.among[item]];
    if (!record) throw damaged('不完整');
    return record;
  }

  /** Fetches the results of items, the first's before the others'. What fails here fails again where it is waited for. */
  ahead([first, ...others]) {
    const get = (item) => this.record(item).catch(() => {});
    if (first !== undefined) headStart(get(first)).then(() => others.forEach(get));
  }

  /** For every item the facets whose filter it fails, one bit each. */
  failures(filters) {
    const failed = new Uint8Array(this.places);
    this.facets.forEach((facet, bit) => {
      const chosen = new Set([].concat(filters?.[facet.name] ?? []));
      if (!chosen.size) return;
      const passes = facet.sets.map((set) => set.some((value) => chosen.has(facet.values[value][0])));
      for (let item = 0; item < this.places; item++) if (!passes[facet.of[item]]) failed[item] |= 1 << bit;
    });
    return failed;
  }

  /** Counts of every facet's values, the commonest first; a facet's own filter does not narrow them. */
  counted(found, failed) {
    const facets = {};
    this.facets.forEach((facet, bit) => {
      const counts = facet.values.map(() => 0);
      for (const item of found) {
        if (!(failed[item] & ~(1 << bit))) for (const value of facet.sets[facet.of[item]]) counts[value]++;
      }
      facets[facet.name] = facet.values.map((value, at) => [value[0], counts[at]]).filter(([, count]) => count)
        .sort((one, other) => other[1] - one[1]);
    });
    return facets;
  }

  /**
   * Finds what holds every phrase of the query; without phrases, all that passes the filters.
   * options: filters {organ: [key, …], …}, sort 'relevance' or 'date', offset, limit (Infinity: all).
   * early: called once with the answer as it is when its first hit is there, before the results of the others are.
   * The first hundred hits come with excerpts; marks are [from, behind] within the text.
   */
  async search(text, { filters = {}, sort = 'relevance', offset = 0, limit = 10, early } = {}) {
    text = String(text ?? '');
    const query = readQuery(text), failed = this.failures(filters);
    const may = (item) => (failed[item] & (failed[item] - 1)) === 0;
    const found = await this.find(text, query, may);
    const facets = this.counted([...found.items.keys()], failed);
    const passing = [...found.items.keys()].filter((item) => !failed[item]);
    const page = (items) => items.slice(offset, offset + limit), end = Math.max(offset + limit, 1);
    const order = await this.order(text, found, passing, sort === 'date' || !query.phrases.length, page, end);
    const answer = { total: passing.length, exact: found.exact, facets };
    const shown = page(order), hit = (item, at) => this.hit(item, found, at < SHOWN);
    if (!early || !shown.length) return { ...answer, hits: await Promise.all(shown.map(hit)) };
    // The first hit is what one waits for: the others' files do not come in its way, nor do they wait for it for long.
    const first = hit(shown[0], 0);
    await headStart(first);
    const hits = Promise.all(shown.map(hit));
    // What fails here fails again where it is waited for.
    hits.catch(() => {});
    early({ ...answer, hits: [await first] });
    return { ...answer, hits: await hits };
  }

  async find(text, query, may) {
    const plainly = (items) => new Map(items.filter(may).sort((one, other) => one - other).map((item) => [item, []]));
    if (!query.phrases.length) return { phrases: [], items: plainly(this.all()), slots: [], exact: true };
    const typed = { phrases: query.phrases, ...await find(query.phrases, this, may), exact: true };
    if (typed.items.size || query.quoted) return typed;
    for (const look of [named, undated]) {
      const items = plainly([...await look(numberKey(text), this)]);
      if (items.size) return { ...typed, items, slots: [], exact: false };
    }
    const relaxed = await relax(query.phrases, this.files);
    const spelt = (phrases) => phrases.map((phrase) => gram(phrase)).join('\n');
    if (!relaxed.length || spelt(relaxed) === spelt(query.phrases)) return typed;
    const found = { phrases: relaxed, ...await find(relaxed, this, may), exact: false };
    return found.items.size ? found : typed;
  }

  /** What passes, in its order, as far as the end of what is shown. */
  async order(text, found, passing, byDate, page, end) {
    if (byDate) {
      const dates = await this.dates();
      return passing.sort((one, other) => dates[other] - dates[one] || other - one);
    }
    const scored = this.scored(found, passing);
    if (![...found.items.values()].some((sums) => sums.some((sum) => sum & 12))) return ranked(scored, end);
    const names = Promise.all([named(numberKey(text), this), named(titleKey(text), this)]);
    // Few names move what is shown: its results need not wait.
    const order = ranked(scored, end);
    this.ahead(page(order).slice(0, SHOWN));
    const [numbers, titles] = await names;
    if (!numbers.size && !titles.size) return order;
    return ranked(scored.map(([score, item]) => [score + (numbers.has(item) ? 1e9 : titles.has(item) ? 1e6 : 0), item]), end);
  }

  /** What was found, each with its score. */
  scored(found, passing) {
    const weights = found.phrases.map((phrase) => phrase.reduce((sum, token) => sum + this.rarity(token) + 1, 0));
    const factors = this.factors();
    return passing.map((item) => {
      const length = 0.7 + 0.3 * (this.blocks[item] / this.average), sums = found.items.get(item);
      let score = 0;
      for (let at = 0; at < sums.length; at++) {
        const sum = sums[at];
        score += weights[at] * ((sum & 8 ? 8 : 0) + (sum & 4 ? 5 : 0) + TIMES[sum & 3] / length);
      }
      for (const [facet, factor] of factors) score *= factor[facet.of[item]];
      return [score, item];
    });
  }

  /** What no longer binds counts a fifth less, the newest year a tenth more: the twin of rank.rs. */
  factors() {
    const validity = this.facet('validity'), year = this.facet('year'), factors = [];
    if (validity) {
      const ended = (value) => /^(expired|repealed)$/.test(validity.values[value][0]);
      factors.push([validity, validity.sets.map((set) => (set.some(ended) ? 0.8 : 1))]);
    }
    if (year) {
      const years = year.sets.map((set) => (set.length ? Number(year.values[set[0]][0]) : NaN));
      const newest = Math.max(...years.filter((one) => one >= 0));
      factors.push([year, years.map((one) => (one >= 0 ? 1 + 0.1 / (newest - one + 1) : 1))]);
    }
    return factors;
  }

  async dates() {
    return this.files.parsed(`dates-${this.named.dates}.bin`, (payload) => {
      const bytes = new Bytes(payload);
      return Array.from({ length: this.places }, () => bytes.number());
    });
  }

  async hit(item, found, withExcerpt) {
    const record = await this.record(item), label = (name) => {
      const facet = this.facet(name);
      return facet ? facet.sets[facet.of[item]].map((value) => facet.values[value]) : [];
    };
    const hit = {
      url: new URL(record.u, this.base).pathname,
      title: record.t,
      title_marks: marksIn(record.t, found.phrases),
      document_number: record.n[0] ?? '',
      organ: label('organ')[0]?.[1] ?? '',
      date: record.d,
      excerpt: '',
      marks: [],
      attachment: false,
      validity: label('validity')[0] ?? null,
      not_yet: Boolean(record.f),
      columns: this.columnPaths(item),
    };
    return withExcerpt ? Object.assign(hit, await this.excerpt(item, record, found)) : hit;
  }

  /** The columns of an item, each with those above it: 政策文件 › 行政规范性文件. */
  columnPaths(item) {
    const facet = this.facet('column');
    if (!facet) return [];
    const set = facet.sets[facet.of[item]], parents = new Set(set.map((at) => facet.values[at][2]));
    const path = (at) => (at === null ? [] : [...path(facet.values[at][2]), facet.values[at][1]]);
    return set.filter((at) => !parents.has(at)).map((at) => path(at).join(' › '));
  }

  /** Of a long item, the part in which a phrase is known to stand. */
  async excerpt(item, record, found) {
    const here = excerptOf(record.s, found.phrases);
    if (here) return here;
    const file = this.results.first[item], files = this.results.files[item], first = item * SPAN;
    const title = words(record.t);
    if (files > 1 && !found.phrases.some((phrase) => places(title, phrase).length)) {
      const slot = found.slots.map((slots) => slots.find((one) => one >= first && one < first + SPAN)).find((one) => one >= 0);
      const parts = slot >= 0 ? [(record.p ?? []).filter((begin) => begin <= slot - first).length] : [1, 2, 3];
      for (const part of parts.filter((one) => one >= 1 && one < files)) {
        const there = excerptOf(await this.files.results(item, file + part), found.phrases);
        if (there) return there;
      }
    }
    const opening = record.s.find(([source]) => source !== 'k');
    return { excerpt: opening ? cut(opening[1], 0) : '', marks: [] };
  }

  /** Fetches what a search for the text would begin with, so that it need not wait when it is asked. */
  prepare(text) {
    for (const list of readQuery(String(text ?? '')).phrases) announce(new Phrase(list, this));
  }

  /** Document numbers, then titles, that begin with the text; each once. */
  async suggest(text, most = 8) {
    text = String(text ?? '');
    const title = titleKey(text), texts = [];
    if (!title) return texts;
    for (const key of [numberKey(text), title]) {
      await namesFrom(key, this, (of, name) => {
        if (of.startsWith(key) && !texts.includes(name)) texts.push(name);
        return of.startsWith(key) && texts.length < most;
      });
      if (texts.length >= most) break;
    }
    return texts;
  }
}

/** Opens the index of the site whose root is at the address. */
export async function open(baseUrl) {
  const base = new URL(baseUrl, globalThis.location?.href);
  const manifest = json(await download(new URL('search/manifest.json', base), { cache: 'no-cache' }));
  const files = new Files(new URL(manifest.index, base));
  return new Index(base, files, await files.payload(manifest.start));
}
