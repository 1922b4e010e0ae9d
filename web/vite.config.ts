/** How the web application is built: no inline script or style, every file named by its content, so that a strict CSP holds. */
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { packAssets } from './pack-assets.ts';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), packAssets()],
  html: { cspNonce: '__NONCE__' },
  // the manifest says what each page makes a browser load: scripts/web-size
  build: {
    outDir: path.join(import.meta.dirname, 'dist'),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    manifest: 'manifest.json',
  },
  server: { proxy: { '/api': 'http://localhost:8080' } },
});
