// The files of the index, each fetched once: the twin of src/search/read/files.rs.

const PATIENCE = 20000; // milliseconds for one file
const NAMED = 128;      // buckets that one file names: see start.rs
const GROUP = 128;      // places whose results lie in one folder: see results.rs

/** The bucket of a term: the twin of terms.rs. */
function bucketOf(name, buckets) {
  let hash = 0x811c9dc5;
  const end = name.endsWith('\t') ? name.length - 1 : name.length;
  for (let at = 0; at < end; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  return ((hash ^ (hash >>> 15)) >>> 0) % buckets;
}

/** One file's bytes; what goes wrong is said in words that a reader understands. */
async function download(url, options) {
  let answer, body;
  try {
    answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE), ...options });
    body = await answer.arrayBuffer();
  } catch { throw new Error('网络不通或太慢'); }
  if (!answer.ok) throw new Error(`无法取得检索索引（${answer.status}）`);
  return new Uint8Array(body);
}

/** What lies in one block that was never packed; none where it was, or is damaged: a stream then settles it. */
function stored(packed) {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.length), length = packed.length - 11;
  if (length < 0 || view.getUint16(0) !== 0x7801 || packed[2] !== 1 || view.getUint16(3, true) !== length
    || view.getUint16(5, true) !== (length ^ 0xffff)) return null;
  const bytes = packed.subarray(7, 7 + length);
  let low = 1, high = 0;
  for (let at = 0; at < length;) {
    for (const end = Math.min(at + 3000, length); at < end; at++) high += low += bytes[at];
    low %= 65521;
    high %= 65521;
  }
  return view.getUint32(7 + length) === high * 65536 + low ? bytes : null;
}

/** Buckets are most of what is waited for one after the other, and stored: a stream takes longer than the file. */
async function inflate(packed) {
  const bytes = stored(packed);
  if (bytes) return bytes;
  const stream = new DecompressionStream('deflate'), writer = stream.writable.getWriter();
  const written = writer.write(packed).then(() => writer.close());
  written.catch(() => {});
  try {
    const whole = new Uint8Array(await new Response(stream.readable).arrayBuffer());
    await written;
    return whole;
  } catch { throw damaged('校验不符'); }
}

/** The digests by which files are named are the index's: see paths.rs. */
class Files {
  constructor(folder) { this.folder = folder; this.known = new Map(); this.read = new Map(); }

  /** A file's payload, fetched once; a failure is tried again once, and never remembered. */
  payload(name) {
    if (!this.known.has(name)) {
      const url = new URL(name, this.folder);
      const once = async () => inflate(await download(url));
      const got = once().catch(once);
      got.catch(() => this.known.delete(name));
      this.known.set(name, got);
    }
    return this.known.get(name);
  }

  async parsed(name, parse) {
    if (!this.read.has(name)) this.read.set(name, parse(await this.payload(name)));
    return this.read.get(name);
  }

  /** The file that names the bucket of a term. */
  directory(name) {
    const at = Math.floor(bucketOf(name, this.buckets) / NAMED);
    return this.payload(`d/${at}-${this.directories[at]}.bin`);
  }

  async head(name) {
    const at = bucketOf(name, this.buckets);
    const digests = new Bytes(await this.directory(name));
    digests.take((at % NAMED) * 6);
    const bucket = await this.parsed(`b/${at}-${digests.digest()}.bin`, readBucket), [[first] = []] = bucket;
    // A whole file in the place of another would find what is not so.
    if (first !== undefined && bucketOf(first, this.buckets) !== at) throw damaged('不完整');
    return bucket.get(name);
  }

  /** The list of a term; none where the index has no such term. */
  async term(name) {
    const head = await this.head(name);
    if (!head || head.bytes) return head;
    const bytes = await this.payload(`l/${head.digest}.bin`);
    if (bytes.length !== head.length) throw damaged('不完整');
    return { ...head, bytes };
  }

  names(file) { return this.parsed(`n/${this.nameFiles[file]}.bin`, json); }

  results(item, file) {
    const group = Math.floor(item / GROUP);
    return this.parsed(`r/${group}-${this.groups[group]}/${file}.bin`, json);
  }
}

function readBucket(payload) {
  const bytes = new Bytes(payload), names = bytes.text(bytes.number());
  const heads = new Map();
  for (const name of names === '' ? [] : names.split('\n')) {
    const head = bytes.number();
    heads.set(name, { kind: head & 1, length: Math.floor(head / 4), digest: head & 2 ? bytes.digest() : undefined });
  }
  for (const head of heads.values()) if (!head.digest) head.bytes = bytes.take(head.length);
  if (bytes.left) throw damaged('列表不成立');
  return heads;
}
