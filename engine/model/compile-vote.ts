/** The vote of a user task. What it lacks, or names wrongly, is found by lint/rules/votes.ts. */
import { type CompileContext, expressionOf, refuse } from './compile-context.ts';
import { extensionsOf, flagOf, type ModdleElement, textOf } from './moddle-element.ts';
import type { VoteFacet } from './process-model.ts';

export const USUAL_RESULT = 'vote';

export function voteOf(context: CompileContext, task: ModdleElement): VoteFacet | undefined {
  const [vote] = extensionsOf(task, 'tk:Vote');
  if (!vote) return undefined;
  const rule = (name: string) => expressionOf(context, task, textOf(vote, name), `vote ${name}`);
  const [council, quorum, majority] = [rule('council'), rule('quorum'), rule('majority')];
  if (!council || !quorum || !majority) {
    refuse(context, task, 'voteIncomplete', `Expected the vote of ${task.id} to have council, quorum and majority.`, {
      attribute: 'council, quorum, majority',
    });
    return undefined;
  }
  const entry = textOf(vote, 'entry');
  return {
    council,
    size: rule('size'),
    quorum,
    majority,
    abstain: textOf(vote, 'abstain'),
    otherwise: textOf(vote, 'otherwise'),
    secret: flagOf(vote, 'secret', false),
    entry: entry === 'minutes' || entry === 'both' ? entry : 'members',
    closeWhenAllVoted: flagOf(vote, 'closeWhenAllVoted', false),
    resultVariable: textOf(vote, 'resultVariable') ?? USUAL_RESULT,
  };
}
