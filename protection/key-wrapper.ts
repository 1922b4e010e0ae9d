/** Who holds the key-encryption keys: a file of this node, or a key management service. They never touch data, only data keys. */
export interface KeyWrapper {
  /** the key-encryption key that wraps from now on */
  readonly current: string;
  /** `owner` is bound to what is wrapped: it opens for no other owner */
  wrap(secret: Buffer, owner: string): Promise<Buffer>;
  /** by the key-encryption key that wrapped it. Throws Invariant where that is not known, or the bytes are not whole. */
  unwrap(wrapped: Buffer, owner: string, keyId: string): Promise<Buffer>;
}
