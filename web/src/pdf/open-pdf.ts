/**
 * Documents drawn by pdf.js in this page. No WebAssembly, which the policy of the page forbids: its decoders in plain JavaScript do. No script
 * of a document runs, and nothing is loaded from elsewhere.
 */
import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
// an address, which the build makes of it
// oxlint-disable-next-line import/default
import worker from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

GlobalWorkerOptions.workerSrc = worker;

export interface OpenPdf {
  readonly document: PDFDocumentProxy;
  close(): void;
}

export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  // the worker takes the bytes away from whoever hands them over
  const task = getDocument({ data: bytes.slice(), useWasm: false, enableXfa: false, stopAtErrors: false });
  const document = await task.promise;
  return { document, close: () => void task.destroy() };
}
