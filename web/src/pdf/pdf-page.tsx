/** One page: drawn when it comes near, its words laid over it for those who hear it, search in it or copy from it. */
import { TextLayer, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldPlace } from './field-place.ts';

interface Shown {
  readonly document: PDFDocumentProxy;
  readonly number: number;
  readonly width: number;
  /** of a page, height by width: so much room is kept until it is drawn */
  readonly ratio: number;
  readonly mark: FieldPlace | undefined;
  readonly markLabel: string | undefined;
  readonly markLines: readonly string[] | undefined;
}

const NEAR = '800px';

export function PdfPage({ document: opened, number, width, ratio, mark, markLabel, markLines }: Shown) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const words = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (!box.current) return undefined;
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting === true && setNear(true), { rootMargin: NEAR });
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  useEffect(() => {
    if (!near || width <= 0) return undefined;
    const leaving = new AbortController();
    const layers = { box: box.current, canvas: canvas.current, words: words.current };
    // what was left is cancelled, by us or by its document's end: only a page that is still looked at failed
    draw(opened, number, width, layers, leaving.signal).catch(() => setFailed(!leaving.signal.aborted));
    return () => {
      leaving.abort();
      setFailed(false);
    };
  }, [near, opened, number, width]);
  return (
    <div
      ref={box}
      className="pdf-page"
      role="group"
      aria-label={t('pdf.page', { page: number, pages: opened.numPages })}
      style={{ width, height: width * ratio }}
    >
      <canvas ref={canvas} aria-hidden />
      <div ref={words} className="textLayer" />
      {failed && (
        <p role="alert" className="note warn">
          {t('pdf.pageFailed', { page: number })}
        </p>
      )}
      {mark?.page === number && (
        <div
          className="pdf-mark"
          role="note"
          aria-label={markLabel}
          style={{ left: percent(mark.left), top: percent(mark.top), width: percent(mark.width), height: percent(mark.height) }}
        >
          {markLines?.map((line) => (
            <span key={line}>{line}</span>
          ))}
        </div>
      )}
    </div>
  );
}

const percent = (part: number): string => `${part * 100}%`;

interface Layers {
  readonly box: HTMLDivElement | null;
  readonly canvas: HTMLCanvasElement | null;
  readonly words: HTMLDivElement | null;
}

async function draw(opened: PDFDocumentProxy, number: number, width: number, layers: Layers, left: AbortSignal): Promise<void> {
  const page = await opened.getPage(number);
  const { box, canvas, words } = layers;
  if (left.aborted || !box || !canvas || !words) return;
  const scale = width / page.getViewport({ scale: 1 }).width;
  const viewport = page.getViewport({ scale });
  const made = await drawn(page, scale, left);
  if (left.aborted) return;
  canvas.width = made.width;
  canvas.height = made.height;
  canvas.getContext('2d')?.drawImage(made, 0, 0);
  box.style.height = `${viewport.height}px`;
  words.style.setProperty('--total-scale-factor', String(scale));
  words.replaceChildren();
  await new TextLayer({ textContentSource: page.streamTextContent(), container: words, viewport }).render();
  if (!left.aborted) box.dataset['drawn'] = 'true';
}

/** Aside, so that the page is never seen half drawn. */
async function drawn(page: PDFPageProxy, scale: number, left: AbortSignal): Promise<HTMLCanvasElement> {
  const canvas = document.createElement('canvas');
  const viewport = page.getViewport({ scale: scale * Math.min(window.devicePixelRatio || 1, 2) });
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  const task = page.render({ canvas, viewport });
  left.addEventListener('abort', () => task.cancel(), { once: true });
  await task.promise;
  return canvas;
}
