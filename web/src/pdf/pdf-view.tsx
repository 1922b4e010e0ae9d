/** A document as it is, page under page, as wide as there is room, larger on demand. */
import { ActionIcon, Skeleton } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ICON } from '../ui/icon.ts';
import { fieldPlace, type FieldPlace } from './field-place.ts';
import { openPdf, type OpenPdf } from './open-pdf.ts';
import { PdfPage } from './pdf-page.tsx';

export interface PdfFound {
  readonly pages: number;
  readonly place: FieldPlace | undefined;
}
/** What will be put on the page, and is not on it yet. */
export interface Stamp {
  /** by the size of the first page, in points */
  readonly place: (page: { readonly width: number; readonly height: number }) => FieldPlace;
  readonly lines: readonly string[];
}
interface Shown {
  readonly bytes: Uint8Array;
  readonly name: string;
  /** the field whose place is marked */
  readonly field?: string;
  readonly stamp?: Stamp;
  readonly onFound?: (found: PdfFound) => void;
}
interface Ready extends PdfFound {
  readonly opened: OpenPdf;
  readonly ratio: number;
}

const STEP = 1.25;
const LARGEST = 3;
const WIDEST = 900;
const MARGIN = 24;

export function PdfView({ bytes, name, field, stamp, onFound }: Shown) {
  const { t } = useTranslation();
  const { ref, width } = useElementSize<HTMLDivElement>();
  const [zoom, setZoom] = useState(1);
  const { ready, failed } = usePdf(bytes, { field, stamp, onFound });
  const fit = Math.max(0, Math.min(WIDEST, width - MARGIN));
  if (failed)
    return (
      <p role="alert" className="note warn">
        {t('pdf.unreadable')}
      </p>
    );
  return (
    <div className="pdf">
      <div className="pdf-bar">
        <span className="dim small">{ready && t('pdf.pages', { count: ready.pages })}</span>
        <span className="gap" />
        <ActionIcon aria-label={t('pdf.smaller')} disabled={zoom <= 1} onClick={() => setZoom(Math.max(1, zoom / STEP))}>
          <IconZoomOut {...ICON} />
        </ActionIcon>
        <span className="number small">{Math.round(zoom * 100)}%</span>
        <ActionIcon aria-label={t('pdf.larger')} disabled={zoom >= LARGEST} onClick={() => setZoom(Math.min(LARGEST, zoom * STEP))}>
          <IconZoomIn {...ICON} />
        </ActionIcon>
      </div>
      <div ref={ref} className="pdf-box" role="region" aria-label={t('pdf.content', { name })} tabIndex={0}>
        {!ready && <Skeleton height={480} />}
        {ready &&
          Array.from({ length: ready.pages }, (_, at) => (
            <PdfPage
              key={at}
              document={ready.opened.document}
              number={at + 1}
              width={Math.floor(fit * zoom)}
              ratio={ready.ratio}
              mark={ready.place}
              markLabel={stamp ? stamp.lines.join(', ') : t('pdf.mark')}
              markLines={stamp?.lines}
            />
          ))}
      </div>
    </div>
  );
}

function usePdf(bytes: Uint8Array, { field, stamp, onFound }: Pick<Shown, 'field' | 'stamp' | 'onFound'>) {
  const [ready, setReady] = useState<Ready>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let gone = false;
    let opened: OpenPdf | undefined;
    const open = async (): Promise<void> => {
      opened = await openPdf(bytes);
      if (gone) return opened.close();
      const { height, width } = (await opened.document.getPage(1)).getViewport({ scale: 1 });
      const place = stamp?.place({ width, height }) ?? (field === undefined ? undefined : await fieldPlace(opened.document, field));
      if (gone) return;
      setReady({ opened, pages: opened.document.numPages, ratio: height / width, place });
      onFound?.({ pages: opened.document.numPages, place });
    };
    open().catch(() => setFailed(!gone));
    return () => {
      gone = true;
      opened?.close();
      setReady(undefined);
      setFailed(false);
    };
    // who listens is told of each document once
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [bytes, field]);
  return { ready, failed };
}
