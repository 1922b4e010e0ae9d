/** Beside each file of the build that can be packed, the file packed: as small as it gets, once, and not for each who asks for it. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const PACKABLE = /\.(?:js|mjs|css|svg|json)$/;
/** Smaller files fit into a packet or two as they are. */
const WORTH_BYTES = 1_400;
/** The last of eleven grades takes eight times the time of this one for a twentieth of the size. */
const QUALITY = 9;

export function packAssets(): Plugin {
  return {
    name: 'pack-assets',
    apply: 'build',
    writeBundle({ dir = '' }, bundle) {
      for (const name of Object.keys(bundle).filter((file) => PACKABLE.test(file))) {
        const file = path.join(dir, name);
        const content = readFileSync(file);
        if (content.length < WORTH_BYTES) continue;
        writeFileSync(`${file}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } }));
        writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
      }
    },
  };
}
