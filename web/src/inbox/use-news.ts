/** What has changed elsewhere since the list was read: told, and shown in place, but never put between the rows. */
import { useCallback, useState } from 'react';
import { useLiveChanges } from '../shared/live.ts';

/** `isOwn`: the case was changed just now by one's own hand, which is no news; the same function each time. */
export function useNews(isOwn: (caseId: string) => boolean) {
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set());
  const [reset, setReset] = useState(false);
  useLiveChanges(
    useCallback(
      (caseId?: string) => {
        if (caseId === undefined) setReset(true);
        else if (!isOwn(caseId)) setChanged((before) => new Set([...before, caseId]));
      },
      [isOwn],
    ),
  );
  const clear = useCallback((): void => {
    setChanged(new Set());
    setReset(false);
  }, []);
  return { changed, count: changed.size + (reset ? 1 : 0), clear };
}
