/** With what a task is finished: its form, a reason, the scans of papers; and what is still missing, told when it is finished too early. */
import { useState } from 'react';
import type { JsonObject } from '../../../forms/form.ts';
import { useDrafted } from '../form/use-draft.ts';
import { usePaperAct, type PaperActFields } from '../papers/use-paper-act.ts';
import { usePapers, type Papers } from '../papers/use-papers.ts';
import type { TaskDetail } from '../shared/types.ts';
import type { Completion } from './use-task-act.ts';

export interface Completing {
  readonly reason: string;
  setReason(reason: string): void;
  readonly lacksReason: boolean;
  readonly papers: Papers;
  /** papers without a scan that can be certified */
  readonly lacking: readonly string[];
  /** there where the agency works on paper */
  readonly act: PaperActFields | undefined;
  /** Undefined while something is missing. */
  with(outcome: string | undefined, reasonRequired: boolean): Completion | undefined;
}

/** `check`: the data of the form; undefined while something in it is wrong. */
export function useCompletion(task: TaskDetail, check: (() => JsonObject | undefined) | undefined): Completing {
  const [reason, setReason] = useDrafted('reason', '');
  const [lacksReason, setLacksReason] = useState(false);
  const [lacking, setLacking] = useState<readonly string[]>([]);
  const papers = usePapers(task);
  const fields = usePaperAct(task.caseId);
  const act = task.mode === 'paper' ? fields : undefined;
  return {
    reason,
    setReason,
    lacksReason,
    papers,
    lacking,
    act,
    with(outcome, reasonRequired) {
      const variables = check ? check() : {};
      const said = reason.trim();
      const without = papers.lacking(outcome);
      const paper = act?.check();
      setLacksReason(reasonRequired && said === '');
      setLacking(without);
      if (!variables || (reasonRequired && said === '') || without.length > 0 || (act && !paper)) return undefined;
      return {
        ...(outcome !== undefined && { outcome }),
        ...(said !== '' && { reason: said }),
        ...(check && { variables }),
        ...papers.with(outcome),
        ...(paper && { paper }),
      };
    },
  };
}
