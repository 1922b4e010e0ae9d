import type { JobHandler } from '../job-handler.ts';
import { accountFacts } from './account-facts.ts';
import { notify } from './notify.ts';
import { releaseTasks } from './release-tasks.ts';
import { unitPreview } from './unit-preview.ts';

/** The product's own topics. */
export const HANDLERS: ReadonlyMap<string, JobHandler> = new Map([
  ['account.facts', accountFacts],
  ['account.releaseTasks', releaseTasks],
  ['notify', notify],
  ['units.preview', unitPreview],
]);
