/** Which task the keys are on, and which are chosen. */
import { useRef, useState } from 'react';
import type { TaskItem } from '../shared/types.ts';
import { taskKey } from './task-key.ts';

export function useChoice(tasks: readonly TaskItem[]) {
  const [cursor, setCursor] = useState(0);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const last = useRef(0);
  const at = Math.min(cursor, Math.max(0, tasks.length - 1));
  return {
    /** what has gone from the end of the list takes the cursor with it */
    cursor: at,
    current: tasks[at],
    chosen,
    chosenTasks: tasks.filter((task) => chosen.has(taskKey(task))),
    setCursor,
    move: (step: number) => setCursor(Math.max(0, Math.min(tasks.length - 1, at + step))),
    /** `range`: all between this one and the one before, as this one is to be */
    toggle(task: TaskItem | undefined, range = false) {
      if (!task) return;
      const index = tasks.findIndex((one) => taskKey(one) === taskKey(task));
      const [from, to] = range ? [Math.min(index, last.current), Math.max(index, last.current)] : [index, index];
      const adds = !chosen.has(taskKey(task));
      const next = new Set(chosen);
      for (const one of tasks.slice(from, to + 1))
        if (adds) next.add(taskKey(one));
        else next.delete(taskKey(one));
      last.current = index;
      setChosen(next);
    },
    choose: (some: readonly TaskItem[]) => setChosen(new Set(some.map(taskKey))),
    clear: () => setChosen(new Set()),
  };
}
