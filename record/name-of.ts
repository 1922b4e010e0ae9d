import type { RecordRow } from './record-line.ts';

/** As findings name a row. */
export const nameOf = ({ source, key }: Pick<RecordRow, 'source' | 'key'>): string => `${source} ${key}`;
