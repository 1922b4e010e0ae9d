/** Topic `units.preview`: what a change of units would move and what speaks against it, for who decides on it. */
import { previewUnitChange, type UnitChange } from '../../store/queries/preview-unit-change.ts';
import type { JobHandler } from '../job-handler.ts';

export const unitPreview: JobHandler = async ({ db, clock }, job) => {
  const change = job.input['change'] as unknown as UnitChange;
  return { variables: { ...(await previewUnitChange(db, change, clock())) } };
};
