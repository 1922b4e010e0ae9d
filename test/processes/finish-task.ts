/** Finishes a task as its person does: by signing what is shown. */
import type { Actor } from '../../engine/command.ts';
import type { CommandOf, OutcomeOf, Services } from '../../commands/contract.ts';
import { runCommand } from '../../commands/run-command.ts';

type Completion = Omit<CommandOf<'beginSigning'>, 'type' | 'key'>;

/** Throws what refuses the completion. `authenticatedAt`: when the person last proved who they are; now when absent. */
export async function finishTask(
  services: Services,
  by: Actor,
  completion: Completion,
  authenticatedAt = services.clock(),
): Promise<OutcomeOf<'giveSignatures'>> {
  const key = { method: 'demo' };
  const begun = await runCommand<'beginSigning'>(services, by, { type: 'beginSigning', ...completion, key }, { authenticatedAt });
  const shown = begun.signatures.flatMap((one) => (one.state === 'ready' && one.shown !== undefined ? [one.shown] : []));
  return await runCommand<'giveSignatures'>(services, by, { type: 'giveSignatures', signing: begun.id, shown }, { authenticatedAt });
}
