import { Readable } from 'node:stream';
import { csvText } from './csv.ts';
import { pdfStream } from './pdf.ts';
import type { ExportFormat, ExportTable } from './table.ts';
import { xlsxStream } from './xlsx.ts';
import { zipStream } from './zip.ts';

const WRITERS: Readonly<Record<ExportFormat, (table: ExportTable, at: Date) => Readable>> = {
  csv: (table) => Readable.from(encoded(csvText(table))),
  xlsx: xlsxStream,
  pdf: pdfStream,
};

async function* encoded(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const text of texts) yield Buffer.from(text, 'utf8');
}

/** The list as a file inside an archive that only the password opens (S3 Đ17k4, Đ18k1: what is taken away is encrypted). */
export function exportFile(table: ExportTable, { format, name, password, at }: ExportRequest): Readable {
  return zipStream([{ name: `${name}.${format}`, content: WRITERS[format](table, at) }], { password, at });
}

export interface ExportRequest {
  readonly format: ExportFormat;
  /** of the file, without ending */
  readonly name: string;
  readonly password: string;
  readonly at: Date;
}
