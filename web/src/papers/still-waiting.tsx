/** The scanner did not answer when a file was brought: asked for until it did. */
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { request } from '../shared/request.ts';
import type { UploadItem } from '../shared/types.ts';

interface Waiting {
  readonly caseId: string;
  readonly sha256: string;
  readonly onScanned: (stored: UploadItem) => void;
}

const AGAIN_MS = 5_000;

export function StillWaiting({ caseId, sha256, onScanned }: Waiting) {
  const { data } = useQuery({
    queryKey: ['upload', caseId, sha256],
    refetchInterval: AGAIN_MS,
    queryFn: async ({ signal }) => await request<UploadItem>(`/cases/${caseId}/uploads/${sha256}`, { signal }),
  });
  useEffect(() => {
    if (data && data.scan !== 'waiting') onScanned(data);
    // told once of each answer
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [data]);
  return null;
}
