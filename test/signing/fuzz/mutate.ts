/** A small generator of numbers (mulberry32), so that a failing mutation can be made again from its seed. */
export function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

type Random = (below: number) => number;

/** Words that mean something to a reader of PDF. */
const WORDS = [
  'obj',
  'endobj',
  'stream',
  'endstream',
  'xref',
  'trailer',
  'startxref',
  '%%EOF',
  '/Prev 0',
  '/Length 99999999',
  '/Type/XRef',
  '<<',
  '>>',
  '[',
  ']',
  '(',
  ')',
  '/Kids',
  '0 R',
  '%',
  '/ByteRange',
  '/Contents<00>',
  '\u0000',
  '/V null',
];

const MUTATIONS: readonly ((pdf: Buffer, random: Random) => Buffer)[] = [
  // one bit
  (pdf, random) => patched(pdf, random(pdf.length), (octet) => octet ^ (1 << random(8))),
  // one octet
  (pdf, random) => patched(pdf, random(pdf.length), () => random(256)),
  // a digit, which moves offsets, lengths and references
  (pdf, random) => {
    const at = pdf.findIndex((octet, index) => index >= random(pdf.length) && octet >= 0x30 && octet <= 0x39);
    return patched(pdf, Math.max(at, 0), () => 0x30 + random(10));
  },
  // some octets less
  (pdf, random) => {
    const at = random(pdf.length);
    return Buffer.concat([pdf.subarray(0, at), pdf.subarray(at + 1 + random(40))]);
  },
  // some octets twice
  (pdf, random) => {
    const at = random(pdf.length);
    return Buffer.concat([pdf.subarray(0, at), pdf.subarray(Math.max(0, at - random(200)))]);
  },
  // a word put in
  (pdf, random) => {
    const at = random(pdf.length);
    return Buffer.concat([pdf.subarray(0, at), word(random), pdf.subarray(at)]);
  },
  // a word put over others
  (pdf, random) => {
    const put = word(random);
    const changed = Buffer.from(pdf);
    put.copy(changed, random(pdf.length));
    return changed;
  },
  // the end cut off
  (pdf, random) => pdf.subarray(0, random(pdf.length)),
];

const word = (random: Random): Buffer => Buffer.from(WORDS[random(WORDS.length)] ?? '', 'latin1');

function patched(pdf: Buffer, at: number, change: (octet: number) => number): Buffer {
  const changed = Buffer.from(pdf);
  changed[at] = change(changed[at] ?? 0);
  return changed;
}

/** One to three mutations after each other. */
export function mutate(pdf: Buffer, random: Random): Buffer {
  let changed = pdf;
  for (let count = 1 + random(3); count > 0 && changed.length > 0; count--)
    changed = MUTATIONS[random(MUTATIONS.length)]?.(changed, random) ?? changed;
  return changed;
}
