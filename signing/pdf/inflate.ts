import { inflateSync } from 'node:zlib';
import { malformed } from '../malformed.ts';
import { LIMIT } from './limits.ts';
import { PdfDict, isArray, nameOf, type PdfObject, type PdfStream } from './pdf-object.ts';
import { undoPredictor } from './undo-predictor.ts';

/** What all streams of one file have inflated to so far. */
export interface InflateBudget {
  spent: number;
}

/**
 * The bytes of a stream of ours, a cross-reference or an object stream: plain or Flate, with or without a PNG predictor. Other filters
 * carry pictures, which nobody needs to decode here. Throws Rejection `signing.pdf`, also when the file inflates to too much.
 */
export function inflate(stream: PdfStream, resolve: (object: PdfObject | undefined) => PdfObject, budget: InflateBudget): Buffer {
  const filters = listOf(resolve(stream.dict.get('Filter')));
  const parameters = listOf(resolve(stream.dict.get('DecodeParms')));
  let bytes = stream.raw;
  for (const [index, filter] of filters.entries()) {
    if (nameOf(resolve(filter)) !== 'FlateDecode' || filters.length > 2) throw malformed('pdf', 'Expected the filter FlateDecode.');
    bytes = inflateBounded(bytes, budget);
    const parameter = resolve(parameters[index]);
    if (parameter instanceof PdfDict) bytes = undoPredictor(bytes, parameter);
  }
  return bytes;
}

function listOf(object: PdfObject): readonly PdfObject[] {
  if (object === null) return [];
  return isArray(object) ? object : [object];
}

function inflateBounded(bytes: Buffer, budget: InflateBudget): Buffer {
  const inflated = tryInflate(bytes);
  budget.spent += inflated.length;
  if (budget.spent > LIMIT.inflatedBytesInAll) throw malformed('pdf', 'Expected the streams of the file to inflate to less.');
  return inflated;
}

function tryInflate(bytes: Buffer): Buffer {
  try {
    return inflateSync(bytes, { maxOutputLength: LIMIT.inflatedBytes });
  } catch (error) {
    throw malformed('pdf', `Expected a stream that inflates within its bounds (${error instanceof Error ? error.message : ''}).`);
  }
}
