/** One DER value (X.690): identifier octet, contents, and the whole encoding that a signature or a hash may cover. */
export interface DerValue {
  readonly tag: number;
  readonly content: Buffer;
  readonly raw: Buffer;
}
