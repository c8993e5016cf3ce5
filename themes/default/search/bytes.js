// What index files consist of: the twin of src/search/bytes.rs and postings.rs.

const TITLE = 32, BODY = 128, BLOCK = 64; // slots: see record.rs
const SPAN = 2 ** 26;         // no item has so many slots

const damaged = (what) => new Error(`检索索引文件已损坏：${what}`);

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
  digest() { return Array.from(this.take(6), (byte) => byte.toString(16).padStart(2, '0')).join(''); }
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

/** Slots in rising order, each with its item: item * SPAN + slot. */
function slotList(list, places) {
  if (list.kind !== 0) throw damaged('列表不成立');
  const bytes = new Bytes(list.bytes), slots = [];
  for (let item = 0; bytes.left;) {
    item += bytes.number();
    if (item >= places) throw damaged('数目超出范围');
    for (let slot = 0, more = 1; more;) {
      const step = bytes.number();
      slot += step >>> 1;
      more = step & 1;
      if (slot >= SPAN) throw damaged('数目超出范围');
      slots.push(item * SPAN + slot);
    }
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
