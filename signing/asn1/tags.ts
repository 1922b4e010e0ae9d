/** Identifier octets of X.690 that signatures, certificates and their evidence use. */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

/** `[number]`, constructed. */
export const contextTag = (number: number): number => 0xa0 | number;
/** `[number]`, primitive. */
export const primitiveTag = (number: number): number => 0x80 | number;
