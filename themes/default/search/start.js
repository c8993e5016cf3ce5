// The file that is opened first: the twin of src/search/start.rs and read/items.rs.

const FORMAT = 4;

/** Facets, what is known of every place, and the digests by which other files are named. */
function readStart(payload) {
  const bytes = new Bytes(payload), head = json(bytes.take(bytes.number()));
  if (head.format !== FORMAT) throw new Error('检索索引已更新，请刷新页面');
  const { places, facets, names: borders, common } = head;
  // A facet: name, label, values as [key, label, parent], and the set of values at every place.
  for (const facet of facets) {
    facet.of = new Uint32Array(places);
    let at = 0;
    for (let runs = bytes.number(); runs > 0; runs--) {
      const set = bytes.below(facet.sets.length), length = bytes.below(places - at + 1);
      facet.of.fill(set, at, at += length);
    }
    if (at !== places) throw damaged('不完整');
  }
  const blocks = Uint32Array.from({ length: places }, () => bytes.below(1 << 20));
  const results = readResults(blocks, Uint32Array.from({ length: places }, () => bytes.number()));
  const digests = (count) => Array.from({ length: count }, () => bytes.digest());
  const named = {
    buckets: head.buckets,
    groups: digests(Math.ceil(places / GROUP)),
    directories: digests(Math.ceil(head.buckets / NAMED)),
    nameFiles: digests(borders.length),
    dates: bytes.digest(),
  };
  if (bytes.left) throw damaged('内容不成立');
  return { places, facets, borders, common, blocks, results, named };
}

/** Where the results of every place are: the first file in its group, the place in it, how many files. */
function readResults(blocks, files) {
  const first = new Uint32Array(files.length), among = new Uint32Array(files.length);
  for (let place = 0, next = 0, last = 0; place < files.length; place++) {
    if (place % GROUP === 0) next = 0;
    if (!blocks[place]) continue;
    if (!files[place] && !next) throw damaged('列表不成立');
    last = files[place] ? 0 : last + 1;
    first[place] = files[place] ? next : next - 1;
    among[place] = last;
    next += files[place];
  }
  return { first, among, files };
}
