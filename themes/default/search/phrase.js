// Finding a phrase, and the items that hold several: the twin of src/search/read/phrase.rs and find.rs.

const RARE = 11; // see phrase.rs
const FEW = 10;  // see find.rs
const SHORT = 5; // tokens of a phrase that is announced whole

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
    let slots = looked.slots.filter((slot) => slot % SPAN >= looked.at).map((slot) => slot - looked.at);
    if (this.slots) {
      const before = new Set(this.slots);
      slots = slots.filter((slot) => before.has(slot));
    }
    this.slots = slots;
    return slots.length > 0;
  }

  /** The gram from a token on; as a bridge, the phrase from that token, whose tail behind it is split. */
  async from(at, bridge) {
    const { files, places } = this.index, all = this.list.length;
    const farthest = await this.farthest(at);
    if (!farthest) return null;
    if (farthest.split) return at === 0 ? this.whole() : this.from(at - 1, true);
    if (!bridge || at + farthest.length === all) return { at, ...farthest };
    const list = await files.term(gram(this.list, at));
    return list ? { at, length: all - at, slots: slotList(list, places) } : null;
  }

  /** The listed gram that begins at a token and reaches farthest; split where the phrase ends with it. */
  async farthest(at) {
    const { files, places } = this.index;
    const name = (length) => gram(this.list, at, at + length), pair = name(2);
    const list = await files.term(pair);
    if (!list) return null;
    if (list.kind === 0) return { length: 2, slots: slotList(list, places) };
    const below = await files.term(`${pair}\t`);
    const splits = new Set(below ? decode(below.bytes).split('\n') : []);
    const most = this.list.length - at;
    let length = 2;
    while (length < most && splits.has(name(length + 1).slice(pair.length))) length++;
    if (length === most) return { split: true };
    const child = await files.term(name(length + 1));
    return child ? { length: length + 1, slots: slotList(child, places) } : null;
  }

  async whole() {
    const list = await this.index.files.term(gram(this.list));
    return list ? { items: itemList(list, this.index.places) } : null;
  }

  /** Its items with what was found in each, by all that is known. */
  found() {
    if (this.items) return this.items;
    const within = new Map();
    for (const slot of this.slots) {
      const item = Math.floor(slot / SPAN);
      if (!within.has(item)) within.set(item, []);
      within.get(item).push(slot % SPAN);
    }
    for (const [item, slots] of within) within.set(item, sumUp(slots));
    return within;
  }
}

/**
 * Fetches side by side what names the buckets of a phrase's pairs and triples: each is small, and would be waited
 * for before its bucket. Of a long phrase only where it begins, for its rarest pair settles most.
 */
function announce(phrase) {
  const { list, index } = phrase, first = phrase.next().at, isShort = list.length <= SHORT;
  for (let at = isShort ? 0 : first; at <= (isShort ? list.length - 1 : first); at++) {
    for (const end of [at + 2, at + 3]) {
      // What fails here fails again where it is waited for.
      if (!at || end <= list.length) index.files.directory(gram(list.slice(at, end))).catch(() => {});
    }
  }
}

/** The items that hold every phrase: item → what was found of each phrase. */
async function find(lists, index, may) {
  const phrases = lists.map((list) => new Phrase(list, index));
  const none = { items: new Map(), slots: [] };
  phrases.forEach(announce);
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
    if (!phrases.every((phrase) => phrase.known) && left.length <= FEW && left.every((item) => index.results.files[item] <= 1)) {
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
