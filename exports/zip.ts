/** ZIP archives as streams (zip.js); with a password, entries are encrypted by AES-256 (WinZip AE-2). */
import { Readable } from 'node:stream';

export interface ZipEntry {
  readonly name: string;
  readonly content: AsyncIterable<Uint8Array>;
}

const AES_256 = 3;

/** Entries are read one after the other, as fast as the archive is. */
export function zipStream(entries: readonly ZipEntry[], { password, at }: { readonly password?: string; readonly at: Date }): Readable {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const options = { lastModDate: at, ...(password !== undefined && { password, encryptionStrength: AES_256 as 3, zipCrypto: false }) };
  const write = async (): Promise<void> => {
    // read when something is exported: few do
    const { configure, ZipWriter } = await import('@zip.js/zip.js');
    configure({ useWebWorkers: false });
    const writer = new ZipWriter(writable, options);
    for (const { name, content } of entries)
      await writer.add(name, Readable.toWeb(Readable.from(content)) as unknown as ReadableStream<Uint8Array>);
    await writer.close();
  };
  const out = Readable.fromWeb(readable as unknown as Parameters<typeof Readable.fromWeb>[0]);
  write().catch((error: unknown) => void out.destroy(error instanceof Error ? error : new Error('The archive could not be written.')));
  return out;
}
