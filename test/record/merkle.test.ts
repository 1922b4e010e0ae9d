import { createHash } from 'node:crypto';
import test from 'ava';
import { batchHeader, NO_HEADER } from '../../record/batch.ts';
import { leafHash, merkleRoot } from '../../record/merkle.ts';

const sha256 = (hex: string): string => createHash('sha256').update(Buffer.from(hex, 'hex')).digest('hex');

// RFC 6962's reference inputs: d[0..7], and the roots that its implementations agree on
const INPUTS = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
for (const [index, root] of ROOTS.entries())
  test(`the tree over ${index + 1} of the reference inputs of RFC 6962 has the reference root`, (t) => {
    const leaves = INPUTS.slice(0, index + 1).map((input) => Buffer.from(sha256(`00${input}`), 'hex'));
    t.is(merkleRoot(leaves).toString('hex'), root);
  });

test('a tree over nothing has the hash of nothing, and a leaf is never a node', (t) => {
  t.is(merkleRoot([]).toString('hex'), sha256(''));
  t.not(leafHash('').toString('hex'), sha256(''));
});

test('every field of a batch is covered by its header', (t) => {
  const facts = {
    number: 1,
    first: 0,
    size: 2,
    fromTx: '0',
    toTx: '9',
    root: 'aa',
    previous: NO_HEADER,
    sealedAt: '2026-11-29T00:00:00.000Z',
  };
  const other = { number: 2, first: 1, size: 3, fromTx: '1', toTx: '8', root: 'ab', previous: 'ff', sealedAt: '2026-11-29T00:00:01.000Z' };
  for (const field of Object.keys(facts) as (keyof typeof facts)[])
    t.not(batchHeader({ ...facts, [field]: other[field] }), batchHeader(facts), field);
});
