/** What is filled in inside is kept as a draft, and begins with what was kept before; in the other window, with what this one has. */
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { DraftNow } from '../shared/types.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { createDraftKeeper, type DraftDoor } from './draft-keeper.ts';
import { taskDoor, taskDraftQuery } from './draft-doors.ts';
import { DraftNote } from './draft-note.tsx';
import { DraftPlace } from './use-draft.ts';

interface Kept {
  readonly door: DraftDoor;
  readonly stored: DraftNow | undefined;
  /** dropped: what was filled in is wanted no more */
  readonly onDropped?: () => void;
  readonly children: ReactNode;
}

/** `door` and `stored` count when it is first shown. */
export function WithDraft({ door, stored, onDropped, children }: Kept) {
  const [{ keeper, turn }, setKept] = useState(() => ({ keeper: createDraftKeeper(door, stored), turn: 0 }));
  const renew = (now: DraftNow | undefined): void => {
    keeper.end();
    setKept({ keeper: createDraftKeeper(door, now), turn: turn + 1 });
  };
  return (
    <DraftPlace value={keeper}>
      <DraftNote
        key={`note ${turn}`}
        keeper={keeper}
        resumed={turn === 0 ? stored?.savedAt : undefined}
        onTake={renew}
        onDropped={() => {
          renew(undefined);
          onDropped?.();
        }}
      />
      <div key={turn} className="stack">
        {children}
      </div>
    </DraftPlace>
  );
}

/** The draft of a task in hand. */
export function WithTaskDraft({
  caseId,
  instance,
  children,
}: {
  readonly caseId: string;
  readonly instance: number;
  readonly children: ReactNode;
}) {
  const { data, error, isPending, refetch } = useQuery(taskDraftQuery(caseId, instance));
  const [door] = useState(() => taskDoor(caseId, instance));
  if (isPending) return <Skeleton height={240} />;
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  return (
    <WithDraft door={door} stored={data ?? undefined}>
      {children}
    </WithDraft>
  );
}
