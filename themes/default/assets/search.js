// The browser's reader of the search index, for browsers and Node alike; its twin is src/search/read/.
// Both cut text, look grams up, rank and order in the same way, and give the same items in the same order.
//
// open(baseUrl) opens the index of the site at that address. index.search(query, options) finds what holds
// every phrase of the query; index.suggest(text, most) gives names that begin with the text.

const FORMAT = 1;
const BLOCK = 64, TITLE = 32, BODY = 128;          // slots: see record.rs
const RARE = 11;                                   // see phrase.rs
const FEW = 10;                                    // see find.rs
const MOST = 256;                                  // tokens of a query
const LENGTH = 110, BEFORE = 30;                   // characters of an excerpt
const SHOWN = 100;                                 // hits whose excerpt is made
const PATIENCE = 20000;                            // milliseconds for one file

const damaged = (what) => new Error(`检索索引文件已损坏：${what}`);

// ---- Tokens: the twin of tokens.rs ----------------------------------------------------------------

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
  '\\ufeff\\ufe00-\\ufe0f"\'()<>\\[\\]`{}\\u00ab\\u00bb\\u2018-\\u201f\\u2039\\u203a\\u3008-\\u3011\\u3014-\\u301b' +
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
    const c = fold(raw), kind = classOf(c), end = at + raw.length;
    if ((kind === 'd' || kind === 'l') && kind === lastClass && last.end === at) {
      last.text += c;
      last.end = end;
    } else if (kind) {
      const run = kind === 'd' || kind === 'l';
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

// ---- The query: the twin of query.rs --------------------------------------------------------------

const SPACE = /[ \t\n\r\u00a0\u3000\u2028\u2029]/;
const QUOTE = /["＂]/;

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

// ---- Bytes: the twin of bytes.rs and postings.rs --------------------------------------------------

class Bytes {
  constructor(array) { this.array = array; this.at = 0; }
  get left() { return this.array.length - this.at; }
  number() {
    let number = 0, scale = 1;
    for (let step = 0; step < 5; step++) {
      if (this.at >= this.array.length) throw damaged('不完整');
      const byte = this.array[this.at++];
      number += (byte & 0x7f) * scale;
      if (byte < 0x80) return number;
      scale *= 128;
    }
    throw damaged('数目不成立');
  }
  below(end) {
    const number = this.number();
    if (number >= end) throw damaged('数目超出范围');
    return number;
  }
  take(length) {
    if (length > this.left) throw damaged('不完整');
    this.at += length;
    return this.array.subarray(this.at - length, this.at);
  }
  text(length) { return decode(this.take(length)); }
}

function decode(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch { throw damaged('文字不成立'); }
}

function json(bytes) {
  try {
    return JSON.parse(decode(bytes));
  } catch { throw damaged('内容不成立'); }
}

/** A rising list that fills the bytes. */
function slotList(list, end) {
  if (list.kind !== 0) throw damaged('列表不成立');
  const bytes = new Bytes(list.bytes), slots = [];
  for (let last = 0; bytes.left;) {
    last += bytes.number();
    if (last >= end) throw damaged('位置超出范围');
    slots.push(last);
  }
  return slots;
}

/** Items with what was found in each: number 8, title 4, body 0 to 3. */
function itemList(list, end) {
  if (list.kind !== 1) throw damaged('列表不成立');
  const bytes = new Bytes(list.bytes), count = bytes.below(end + 1), found = new Map();
  const items = [];
  if (bytes.take(1)[0] === 0) {
    for (let last = 0; items.length < count;) {
      last += bytes.number();
      if (last >= end) throw damaged('数目超出范围');
      items.push(last);
    }
  } else {
    const bitmap = bytes.take(Math.ceil(end / 8));
    for (let item = 0; item < end; item++) if (bitmap[item >> 3] & (1 << (item & 7))) items.push(item);
  }
  const nibbles = bytes.take(Math.ceil(count / 2));
  if (items.length !== count || bytes.left) throw damaged('列表不成立');
  items.forEach((item, at) => found.set(item, (nibbles[at >> 1] >> ((at & 1) * 4)) & 15));
  return found;
}

/** Sums up the slots of one item, counted from its first. */
function sumUp(slots) {
  let found = 0, times = 0;
  for (const slot of slots) {
    if (slot < TITLE) found |= 8;
    else if (slot < BODY) found |= 4;
    else times++;
  }
  return found | (times === 0 ? 0 : times === 1 ? 1 : times <= 4 ? 2 : 3);
}

// ---- Files ----------------------------------------------------------------------------------------

/** The bucket of a term: the twin of terms.rs. */
function bucketOf(name, buckets) {
  let hash = 0x811c9dc5;
  const end = name.endsWith('\t') ? name.length - 1 : name.length;
  for (let at = 0; at < end; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  return ((hash ^ (hash >>> 15)) >>> 0) % buckets;
}

async function download(url) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(url, { signal: stop.signal });
    if (!answer.ok) throw new Error(`无法取得检索索引（${answer.status}）`);
    return new Uint8Array(await answer.arrayBuffer());
  } finally { clearTimeout(timer); }
}

async function inflate(packed) {
  const stream = new DecompressionStream('deflate'), writer = stream.writable.getWriter();
  const written = writer.write(packed).then(() => writer.close());
  written.catch(() => {});
  try {
    const whole = new Uint8Array(await new Response(stream.readable).arrayBuffer());
    await written;
    return whole;
  } catch { throw damaged('校验不符'); }
}

class Files {
  constructor(folder) { this.folder = folder; this.known = new Map(); this.read = new Map(); }

  /** A file's payload, fetched once; a failure is tried again once, and never remembered. */
  payload(name) {
    if (!this.known.has(name)) {
      const url = new URL(name, this.folder);
      const once = async (how) => inflate(await download(how));
      const got = once(url).catch(() => once(url));
      got.catch(() => this.known.delete(name));
      this.known.set(name, got);
    }
    return this.known.get(name);
  }

  async parsed(name, parse) {
    if (!this.read.has(name)) this.read.set(name, parse(await this.payload(name)));
    return this.read.get(name);
  }

  async head(name) {
    const bucket = await this.parsed(`b/${bucketOf(name, this.buckets)}.bin`, readBucket);
    return bucket.get(name);
  }

  /** The list of a term; none where the index has no such term. */
  async term(name) {
    const head = await this.head(name);
    if (!head || head.bytes) return head;
    const bytes = new Uint8Array(head.length);
    const end = head.start + head.length;
    for (let at = head.start; at < end;) {
      const file = Math.floor(at / this.share), base = file * this.share;
      const to = Math.min(end, base + this.share);
      const payload = await this.payload(`l/${file}.bin`);
      if (to - base > payload.length) throw damaged('不完整');
      bytes.set(payload.subarray(at - base, to - base), at - head.start);
      at = to;
    }
    return { kind: head.kind, bytes, length: head.length };
  }
}

function readBucket(payload) {
  const bytes = new Bytes(payload), names = bytes.text(bytes.number());
  const heads = new Map();
  for (const name of names === '' ? [] : names.split('\n')) {
    const head = bytes.number(), long = head & 2;
    heads.set(name, { kind: head & 1, length: Math.floor(head / 4), start: long ? bytes.number() : undefined });
  }
  for (const head of heads.values()) if (head.start === undefined) head.bytes = bytes.take(head.length);
  return heads;
}

// ---- Phrases: the twin of phrase.rs and find.rs ---------------------------------------------------

class Phrase {
  constructor(list, index) {
    this.list = list;
    this.index = index;
    this.covered = list.map(() => false);
    this.slots = null;
    this.items = null;
  }

  get known() { return this.items !== null || this.covered.every((known) => known); }

  /** The token from which to look next, and how rare the pair there seems. */
  next() {
    if (this.known) return null;
    let best = null;
    for (let at = 0; at < Math.max(this.list.length - 1, 1); at++) {
      if (this.covered.slice(at, at + 2).every((known) => known)) continue;
      const rarity = this.list.slice(at, at + 2).reduce((sum, token) => sum + this.index.rarity(token), 0);
      if (!best || rarity > best.rarity) best = { at, rarity };
    }
    return best;
  }

  /** Looks up the gram from a token on, and narrows what is known; false when it is nowhere. */
  async look(at) {
    const looked = this.list.length === 1 ? await this.whole() : await this.from(at, false);
    if (!looked) {
      this.items = new Map();
      return false;
    }
    if (looked.items) {
      this.items = looked.items;
      return true;
    }
    this.covered.fill(true, looked.at, looked.at + looked.length);
    let slots = looked.slots.map((slot) => slot - looked.at).filter((slot) => slot >= 0);
    if (this.slots) {
      const before = new Set(this.slots);
      slots = slots.filter((slot) => before.has(slot));
    }
    this.slots = slots;
    return slots.length > 0;
  }

  /** The gram from a token on; as a bridge, the phrase from that token, whose tail behind it is split. */
  async from(at, bridge) {
    const { files, end } = this.index, all = this.list.length;
    const farthest = await this.farthest(at);
    if (!farthest) return null;
    if (farthest.split) return at === 0 ? this.whole() : this.from(at - 1, true);
    if (!bridge || at + farthest.length === all) return { at, ...farthest };
    const list = await files.term(gram(this.list, at));
    return list ? { at, length: all - at, slots: slotList(list, end) } : null;
  }

  /** The listed gram that begins at a token and reaches farthest; split where the phrase ends with it. */
  async farthest(at) {
    const { files, end } = this.index;
    const name = (length) => gram(this.list, at, at + length), pair = name(2);
    const list = await files.term(pair);
    if (!list) return null;
    if (list.kind === 0) return { length: 2, slots: slotList(list, end) };
    const below = await files.term(`${pair}\t`);
    const splits = new Set(below ? decode(below.bytes).split('\n') : []);
    const most = this.list.length - at;
    let length = 2;
    while (length < most && splits.has(name(length + 1).slice(pair.length))) length++;
    if (length === most) return { split: true };
    const child = await files.term(name(length + 1));
    return child ? { length: length + 1, slots: slotList(child, end) } : null;
  }

  async whole() {
    const list = await this.index.files.term(gram(this.list));
    return list ? { items: itemList(list, this.index.items) } : null;
  }

  /** Its items with what was found in each, by all that is known. */
  found() {
    if (this.items) return this.items;
    const within = new Map();
    for (const slot of this.slots) {
      const item = this.index.itemAt(slot);
      if (!within.has(item)) within.set(item, []);
      within.get(item).push(slot - this.index.starts[item] * BLOCK);
    }
    for (const [item, slots] of within) within.set(item, sumUp(slots));
    return within;
  }
}

/** The items that hold every phrase: item → what was found of each phrase. */
async function find(lists, index, may) {
  const phrases = lists.map((list) => new Phrase(list, index));
  const none = { items: new Map(), slots: [] };
  let left = null;
  for (;;) {
    let best = null;
    for (const phrase of phrases) {
      const next = phrase.next();
      if (next && (!best || next.rarity > best.rarity)) best = { phrase, ...next };
    }
    if (!best) break;
    if (!await best.phrase.look(best.at)) return none;
    const found = best.phrase.found();
    left = left ? left.filter((item) => found.has(item)) : [...found.keys()].filter(may);
    if (!left.length) return none;
    if (!phrases.every((phrase) => phrase.known) && left.length <= FEW && left.every((item) => index.results[item].files <= 1)) {
      return byText(phrases, left, index);
    }
  }
  const all = phrases.map((phrase) => phrase.found());
  const items = new Map();
  for (const item of left) if (all.every((found) => found.has(item))) items.set(item, all.map((found) => found.get(item)));
  return { items, slots: phrases.map((phrase) => phrase.slots || []) };
}

/** Settles the few items left by their text, which is fetched for display anyway. */
async function byText(phrases, left, index) {
  const items = new Map();
  const records = await Promise.all(left.map((item) => index.record(item)));
  left.forEach((item, at) => {
    const row = slotsOf(records[at]);
    const found = phrases.map((phrase) => sumUp(places(row, phrase.list)));
    if (found.every((sum) => sum > 0)) items.set(item, found);
  });
  return { items, slots: [] };
}

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
  for (const text of [...late, ...record.s.map((section) => section[1])]) {
    for (const token of tokens(text)) if (token.text !== '\n' || row[row.length - 1].text !== '\n') row.push(token);
    if (row[row.length - 1].text !== '\n') row.push(pause);
  }
  return row;
}

// ---- Names: the twin of names.rs ------------------------------------------------------------------

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
  const { names, files } = index;
  let first = 0;
  while (first < names.length && names[first] < key) first++;
  for (let file = Math.max(first - 1, 0); file < names.length; file++) {
    for (const [text, item, isNumber] of await files.parsed(`n/${file}.bin`, json)) {
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

// ---- Excerpts: the twin of excerpt.rs -------------------------------------------------------------

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
  const before = Array.from(text.slice(0, at)).slice(-BEFORE);
  const cutOff = Array.from(text.slice(0, at)).length > before.length;
  const behind = Array.from(text.slice(at, at + 2 * LENGTH + 2));
  const line = [...before, ...behind];
  const more = line.length > LENGTH;
  // eslint-disable-next-line no-control-regex
  const shown = line.slice(0, LENGTH).join('').replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
  return (cutOff ? '…' : '') + shown + (more ? '…' : '');
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

// ---- The index ------------------------------------------------------------------------------------

class Index {
  constructor(base, files, start) {
    this.base = base;
    this.files = files;
    const bytes = new Bytes(start), head = json(bytes.take(bytes.number()));
    if (head.format !== FORMAT) throw new Error('检索索引已更新，请刷新页面');
    files.buckets = head.buckets;
    files.share = head.share;
    this.items = head.items;
    this.names = head.names;
    /** Facets: name, label, values as [key, label, parent], and the set of values of every item. */
    this.facets = head.facets;
    this.ranks = new Map(Array.from(head.common, (c, at) => [c, 31 - Math.clz32(at + 1)]));
    for (const facet of this.facets) {
      facet.of = new Uint32Array(this.items);
      let at = 0;
      for (let runs = bytes.number(); runs > 0; runs--) {
        const set = bytes.below(facet.sets.length), length = bytes.below(this.items - at + 1);
        facet.of.fill(set, at, at += length);
      }
      if (at !== this.items) throw damaged('栏目表不完整');
    }
    this.starts = [0];
    for (let item = 0; item < this.items; item++) this.starts.push(this.starts[item] + bytes.below(1 << 20));
    this.blocks = this.starts[this.items];
    this.end = this.blocks * BLOCK;
    this.ofBlock = new Uint32Array(this.blocks);
    for (let item = 0; item < this.items; item++) this.ofBlock.fill(item, this.starts[item], this.starts[item + 1]);
    this.results = [];
    for (let item = 0, next = 0, place = 0; item < this.items; item++) {
      const count = bytes.number();
      if (!count && !next) throw damaged('结果表不成立');
      place = count ? 0 : place + 1;
      this.results.push({ file: count ? next : next - 1, place, files: count });
      next += count;
    }
    if (bytes.left) throw damaged('首个文件不成立');
  }

  itemAt(slot) { return this.ofBlock[Math.floor(slot / BLOCK)]; }

  rarity(token) { return token.run ? RARE - 2 : this.ranks.get(token.text) ?? RARE; }

  async record(item) {
    const { file, place } = this.results[item];
    const record = (await this.files.parsed(`r/${file}.bin`, json))[place];
    if (!record) throw damaged('结果不完整');
    return record;
  }

  /** For every item the facets whose filter it fails, one bit each. */
  failures(filters) {
    const failed = new Uint8Array(this.items);
    this.facets.forEach((facet, bit) => {
      const chosen = new Set([].concat(filters?.[facet.name] ?? []));
      if (!chosen.size) return;
      const passes = facet.sets.map((set) => set.some((value) => chosen.has(facet.values[value][0])));
      for (let item = 0; item < this.items; item++) if (!passes[facet.of[item]]) failed[item] |= 1 << bit;
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
   * The first hundred hits come with excerpts; marks are [from, behind] within the text.
   */
  async search(text, { filters = {}, sort = 'relevance', offset = 0, limit = 10 } = {}) {
    text = String(text ?? '');
    const query = readQuery(text), failed = this.failures(filters);
    const may = (item) => (failed[item] & (failed[item] - 1)) === 0;
    const found = await this.find(text, query, may);
    const facets = this.counted([...found.items.keys()], failed);
    const passing = [...found.items.keys()].filter((item) => !failed[item]);
    const order = await this.order(text, found, passing, sort === 'date' || !query.phrases.length);
    const shown = order.slice(offset, offset + limit);
    const hits = await Promise.all(shown.map((item, at) => this.hit(item, found, at < SHOWN)));
    return { total: order.length, exact: found.exact, hits, facets };
  }

  async find(text, query, may) {
    const all = () => Array.from({ length: this.items }, (_, item) => item);
    const plainly = (items) => new Map(items.filter(may).sort((one, other) => one - other).map((item) => [item, []]));
    if (!query.phrases.length) return { phrases: [], items: plainly(all()), slots: [], exact: true };
    const typed = { phrases: query.phrases, ...await find(query.phrases, this, may), exact: true };
    if (typed.items.size || query.quoted) return typed;
    const numbered = plainly([...await named(numberKey(text), this)]);
    if (numbered.size) return { ...typed, items: numbered, slots: [], exact: false };
    const relaxed = await relax(query.phrases, this.files);
    const unchanged = relaxed.map((word) => gram(word)).join('\n') === query.phrases.map((phrase) => gram(phrase)).join('\n');
    if (!relaxed.length || unchanged) return typed;
    const found = { phrases: relaxed, ...await find(relaxed, this, may), exact: false };
    return found.items.size ? found : typed;
  }

  async order(text, found, passing, byDate) {
    if (byDate) {
      const dates = await this.dates();
      return passing.sort((one, other) => dates[other] - dates[one] || one - other);
    }
    let numbers = new Set(), titles = new Set();
    if ([...found.items.values()].some((sums) => sums.some((sum) => sum & 12))) {
      [numbers, titles] = await Promise.all([named(numberKey(text), this), named(titleKey(text), this)]);
    }
    const weights = found.phrases.map((phrase) => phrase.reduce((sum, token) => sum + this.rarity(token) + 1, 0));
    const average = this.blocks / this.items, factors = this.factors();
    const scored = passing.map((item) => {
      const length = 0.7 + 0.3 * (this.starts[item + 1] - this.starts[item]) / average;
      let score = 0;
      found.items.get(item).forEach((sum, at) => {
        const inNumber = sum & 8 ? 8 : 0, inTitle = sum & 4 ? 5 : 0, inBody = [0, 1, 1.5, 2][sum & 3] / length;
        score += weights[at] * (inNumber + inTitle + inBody);
      });
      for (const [facet, factor] of factors) score *= factor[facet.of[item]];
      return [score + (numbers.has(item) ? 1e9 : titles.has(item) ? 1e6 : 0), item];
    });
    return scored.sort((one, other) => other[0] - one[0] || one[1] - other[1]).map(([, item]) => item);
  }

  /** What no longer binds counts a fifth less, the newest year a tenth more: the twin of rank.rs. */
  factors() {
    const facet = (name) => this.facets.find((one) => one.name === name), factors = [];
    const validity = facet('validity'), year = facet('year');
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
    return this.files.parsed('dates.bin', (payload) => {
      const bytes = new Bytes(payload);
      return Array.from({ length: this.items }, () => bytes.number());
    });
  }

  async hit(item, found, withExcerpt) {
    const record = await this.record(item), label = (name) => {
      const facet = this.facets.find((one) => one.name === name);
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
      columns: this.columnPaths(item),
    };
    return withExcerpt ? Object.assign(hit, await this.excerpt(item, record, found)) : hit;
  }

  /** The columns of an item, each with those above it: 政策文件 › 行政规范性文件. */
  columnPaths(item) {
    const facet = this.facets.find((one) => one.name === 'column');
    if (!facet) return [];
    const set = facet.sets[facet.of[item]], parents = new Set(set.map((at) => facet.values[at][2]));
    const path = (at) => (at === null ? [] : [...path(facet.values[at][2]), facet.values[at][1]]);
    return set.filter((at) => !parents.has(at)).map((at) => path(at).join(' › '));
  }

  /** Of a long item, the part in which a phrase is known to stand. */
  async excerpt(item, record, found) {
    const here = excerptOf(record.s, found.phrases);
    if (here) return here;
    const { file, files } = this.results[item], first = this.starts[item] * BLOCK;
    const title = words(record.t);
    if (files > 1 && !found.phrases.some((phrase) => places(title, phrase).length)) {
      let parts = [1, 2, 3];
      for (const slots of found.slots) {
        const slot = slots.find((one) => one >= first);
        if (slot !== undefined) {
          parts = [(record.p ?? []).filter((begin) => begin <= slot - first).length];
          break;
        }
      }
      for (const part of parts.filter((one) => one >= 1 && one < files)) {
        const there = excerptOf(await this.files.parsed(`r/${file + part}.bin`, json), found.phrases);
        if (there) return there;
      }
    }
    const opening = record.s.find(([source]) => source !== 'k');
    return { excerpt: opening ? cut(opening[1], 0) : '', marks: [] };
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

/** Opens the index of the site whose root is at the address. */
export async function open(baseUrl) {
  const base = new URL(baseUrl, globalThis.location?.href);
  const answer = await fetch(new URL('search/manifest.json', base), { cache: 'no-cache' });
  if (!answer.ok) throw new Error(`无法取得检索索引（${answer.status}）`);
  const manifest = await answer.json();
  const files = new Files(new URL(manifest.index, base));
  return new Index(base, files, await files.payload('start.bin'));
}
