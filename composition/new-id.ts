import nodeCrypto from 'node:crypto';

/** In Node since 26.1; the type definitions do not know it yet. */
const { randomUUIDv7 } = nodeCrypto as typeof nodeCrypto & { randomUUIDv7(this: void): string };

/** UUIDv7 (RFC 9562 section 5.7): ordered by time, so that new rows go to the end of an index. */
export const newId = (): string => randomUUIDv7();
