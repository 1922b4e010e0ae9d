import type { Static } from 'typebox';
import type { Services } from '../../commands/contract.ts';
import { modelOf } from '../../commands/loading/load-model.ts';
import { notFound } from '../../casework/require-permission.ts';
import { voteAt } from '../../commands/tasks/vote-rights.ts';
import type { VoteMemory } from '../../engine/state.ts';
import type { VoteFacet } from '../../engine/model/process-model.ts';
import type { TaskRecord } from '../../store/contract.ts';
import * as body from '../contract/task-commands.ts';
import { TaskParams } from '../contract/task.ts';
import { VoteView } from '../contract/vote.ts';
import { principalOf, route, type Plain, type Route } from '../route.ts';
import { readableTask } from './readable.ts';
import { stepRoute } from './step-route.ts';

const at = '/api/v1/tasks/{caseId}/{instance}';

export const voteRoutes: readonly Route[] = [
  route({
    id: 'getVote',
    sensitive: 'case',
    method: 'GET',
    path: `${at}/vote`,
    summary: 'The vote under way on a task: who votes on what, and who has',
    rule: 'signedIn',
    limit: 'read',
    params: TaskParams,
    success: 200,
    response: VoteView,
    async handle(request) {
      const { caseId, instance } = request.params;
      const found = await readableTask(request, caseId, instance);
      const memory = voteAt({ loaded: found }, instance);
      const facets = await facetsOf(request.services.commands, found.task);
      if (!memory || !facets) throw notFound('Vote');
      const { person } = principalOf(request);
      return { body: { ...viewOf(memory, facets.vote, person), choices: facets.choices }, revision: found.case.revision };
    },
  }),
  stepRoute({
    id: 'castVote',
    path: `${at}/votes`,
    summary: 'Vote as a member of the council, or enter a ballot from the minutes; a later ballot takes the place of an earlier one',
    rule: 'signedIn',
    params: TaskParams,
    body: body.CastVote,
  }),
  stepRoute({
    id: 'recuseMember',
    path: `${at}/recusals`,
    summary: 'A member of the council steps back or is replaced, with a reason',
    rule: 'signedIn',
    params: TaskParams,
    body: body.RecuseMember,
  }),
];

type View = Plain<Static<typeof VoteView>>;

async function facetsOf(services: Services, task: TaskRecord): Promise<{ vote: VoteFacet; choices: View['choices'] } | undefined> {
  const facet = (await modelOf(services, task.definition)).nodes.get(task.node)?.userTask;
  if (!facet?.vote || task.companion) return undefined;
  const choices = facet.outcomes.map(({ id, name, reasonRequired }) => ({ id, name, reasonRequired }));
  return { vote: facet.vote, choices };
}

function viewOf({ c, b, r = {}, m }: VoteMemory, { secret, entry }: VoteFacet, reader: string): Omit<View, 'choices'> {
  const council = c.map(([person, role]) => {
    const [choice, reason] = b[person] ?? [];
    const [why, substitute] = r[person] ?? [];
    return {
      person,
      ...(role !== undefined && { role }),
      voted: choice !== undefined,
      ...(!secret && choice !== undefined && { choice }),
      ...(!secret && reason !== undefined && { reason }),
      ...(why !== undefined && { recused: { reason: why, ...(substitute !== undefined && { substitute }) } }),
    };
  });
  const mine = b[reader]?.[0];
  return { secret, entry, council, ...(mine !== undefined && { mine }), ...(m !== undefined && { minutes: m }) };
}
