/** What a draft may hold: anything that a form could be sent with, right or wrong; never what this installation may not keep. */
import type { DraftContent } from '../../store/draft-contract.ts';
import { optionalText } from '../check-text.ts';
import { checkVariables } from '../check-variables.ts';
import type { Services } from '../contract.ts';
import { requireHeld } from '../protection/require-held.ts';

const LONGEST_REASON = 10_000;

/** Throws validation `variablesInvalid`, `gradeNotHeld`, and what `optionalText` throws. */
export function checkedContent(services: Services, { data, reason, title, unitPath, persons }: DraftContent): DraftContent {
  requireHeld(services, data);
  checkVariables(data);
  const [why, name] = [optionalText(reason, 'reason', LONGEST_REASON), optionalText(title, 'title', 500)];
  return {
    data,
    ...(why !== undefined && { reason: why }),
    ...(name !== undefined && { title: name }),
    ...(unitPath !== undefined && { unitPath }),
    ...(persons !== undefined && { persons }),
  };
}
