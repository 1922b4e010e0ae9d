import { malformed } from '../malformed.ts';
import type { PdfDict } from './pdf-object.ts';

/** Undoes a PNG predictor (ISO 32000-2, 7.4.4.4) of a cross-reference or object stream: eight bits a component. Throws Rejection `signing.pdf`. */
export function undoPredictor(bytes: Buffer, parameters: PdfDict): Buffer {
  const predictor = parameters.get('Predictor') ?? 1;
  if (predictor === 1) return bytes;
  const columns = parameters.get('Columns') ?? 1;
  const plain = (parameters.get('Colors') ?? 1) === 1 && (parameters.get('BitsPerComponent') ?? 8) === 8;
  if (typeof predictor !== 'number' || predictor < 10 || !plain || typeof columns !== 'number' || !(columns >= 1 && columns <= 64)) {
    throw malformed('pdf', 'Expected a PNG predictor of at most 64 columns.');
  }
  const rows = Math.floor(bytes.length / (columns + 1));
  const out = Buffer.alloc(rows * columns);
  for (let row = 0; row < rows; row++) undoRow(bytes, out, row, columns);
  return out;
}

function undoRow(bytes: Buffer, out: Buffer, row: number, columns: number): void {
  const type = bytes[row * (columns + 1)] ?? 0;
  const base = row * columns;
  for (let column = 0; column < columns; column++) {
    const value = bytes[row * (columns + 1) + 1 + column] ?? 0;
    const left = column > 0 ? (out[base + column - 1] ?? 0) : 0;
    const above = row > 0 ? (out[base + column - columns] ?? 0) : 0;
    const corner = row > 0 && column > 0 ? (out[base + column - columns - 1] ?? 0) : 0;
    out[base + column] = (value + predicted(type, left, above, corner)) & 0xff;
  }
}

/** The filter types of PNG (RFC 2083, 6). */
function predicted(type: number, left: number, above: number, corner: number): number {
  if (type === 0) return 0;
  if (type === 1) return left;
  if (type === 2) return above;
  if (type === 3) return (left + above) >> 1;
  if (type === 4) return paeth(left, above, corner);
  throw malformed('pdf', 'Expected a filter type of PNG.');
}

function paeth(left: number, above: number, corner: number): number {
  const estimate = left + above - corner;
  const [toLeft, toAbove, toCorner] = [Math.abs(estimate - left), Math.abs(estimate - above), Math.abs(estimate - corner)];
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}
