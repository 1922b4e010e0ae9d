import { sha256 } from './hash.ts';

const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);

/** RFC 6962 section 2.1: a leaf cannot be taken for a node. */
export const leafHash = (content: string): Buffer => sha256(LEAF, content);

/** Root of the tree over leaf hashes: the left subtree is the largest full one (RFC 6962 section 2.1). Throws nothing; no leaves have the hash of nothing. */
export function merkleRoot(leaves: readonly Buffer[]): Buffer {
  const [first] = leaves;
  if (!first) return sha256('');
  if (leaves.length === 1) return first;
  const split = 2 ** Math.floor(Math.log2(leaves.length - 1));
  return sha256(NODE, merkleRoot(leaves.slice(0, split)), merkleRoot(leaves.slice(split)));
}
