export type FileKind = 'application/pdf' | 'image/png' | 'image/jpeg';

const SIGNS: readonly (readonly [FileKind, Buffer])[] = [
  ['application/pdf', Buffer.from('%PDF-')],
  ['image/png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ['image/jpeg', Buffer.from([0xff, 0xd8, 0xff])],
];

/** By its first bytes, whatever it is called. Undefined for what is not taken. */
export function kindOfFile(file: Buffer): FileKind | undefined {
  return SIGNS.find(([, sign]) => file.subarray(0, sign.length).equals(sign))?.[0];
}
