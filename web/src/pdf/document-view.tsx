/** A document of the server, drawn in the page. The reader is heavy, and comes when the first document is looked at. */
import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { ProblemNote } from '../ui/problem-note.tsx';
import type { PdfFound, Stamp } from './pdf-view.tsx';

const PdfView = lazy(async () => ({ default: (await import('./pdf-view.tsx')).PdfView }));

interface Shown {
  readonly bytes: Uint8Array | undefined;
  readonly error: unknown;
  readonly name: string;
  readonly field?: string;
  readonly stamp?: Stamp;
  readonly onFound?: (found: PdfFound) => void;
  readonly onRetry?: () => void;
}

export function DocumentView({ bytes, error, onRetry, ...shown }: Shown) {
  if (error) return <ProblemNote error={error} {...(onRetry && { onRetry })} />;
  if (!bytes) return <Skeleton height={480} />;
  return (
    <Suspense fallback={<Skeleton height={480} />}>
      <PdfView bytes={bytes} {...shown} />
    </Suspense>
  );
}
