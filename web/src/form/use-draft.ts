/** The draft that what is filled in here belongs to; none where nothing is kept. */
import { createContext, useContext, useState, useSyncExternalStore } from 'react';
import type { DraftContent, DraftKeeper, DraftState } from './draft-keeper.ts';

export const DraftPlace = createContext<DraftKeeper | undefined>(undefined);
export const useDraftKeeper = (): DraftKeeper | undefined => useContext(DraftPlace);

const NONE: DraftState = { is: 'none' };
const deaf = (): (() => void) => () => undefined;

export function useDraftState(keeper: DraftKeeper | undefined): DraftState {
  return useSyncExternalStore(keeper?.listen ?? deaf, () => keeper?.state() ?? NONE);
}

/** A value beside the data of the form that is kept with it. */
export function useDrafted<K extends 'reason' | 'title' | 'unitPath' | 'persons'>(
  name: K,
  first: NonNullable<DraftContent[K]>,
): readonly [NonNullable<DraftContent[K]>, (value: NonNullable<DraftContent[K]>) => void] {
  const keeper = useDraftKeeper();
  const [value, setValue] = useState(() => keeper?.content()[name] ?? first);
  return [
    value,
    (next) => {
      setValue(next);
      keeper?.put({ [name]: next });
    },
  ];
}
