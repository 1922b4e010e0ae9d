/** Citizens follow their case by the code on the receipt and a year of birth. A code travels in no address, which servers write down. */
import { runCommand } from '../../commands/run-command.ts';
import { notFound } from '../../casework/require-permission.ts';
import { findProgress, type Progress as Found } from '../../store/queries/find-progress.ts';
import { CaseParams } from '../contract/case.ts';
import { Lookup, LookupCode, Progress, RenewLookupCode } from '../contract/lookup.ts';
import { principalOf, route, type Route } from '../route.ts';
import type { LookupLimit } from '../session/lookup-limit.ts';
import { actorOf } from '../session/principal.ts';

export const lookupRoutes = (limit: LookupLimit): readonly Route[] => [
  route({
    id: 'renewLookupCode',
    method: 'POST',
    path: '/api/v1/cases/{caseId}/lookup-code',
    summary: 'A new code by which the citizen follows the case; the one before finds nothing any more',
    rule: { action: 'renewLookupCode', subject: 'Case' },
    limit: 'write',
    params: CaseParams,
    body: RenewLookupCode,
    success: 200,
    response: LookupCode,
    async handle(request) {
      const command = { type: 'renewLookupCode', ...request.params, ...request.body } as const;
      return { body: await runCommand(request.services.commands, actorOf(principalOf(request)), command) };
    },
  }),
  route({
    id: 'lookUpProgress',
    method: 'POST',
    path: '/api/v1/lookup',
    summary: 'What a case is called, who has it, its steps and their days, by the code on the receipt and the year of birth',
    rule: 'public',
    limit: 'open',
    body: Lookup,
    bodyLimit: 1_024,
    success: 200,
    response: Progress,
    async handle({ services, body: { code, birthYear }, address, now }) {
      await limit(code, address);
      const found = await findProgress(services.commands.db, code, birthYear, now);
      if (!found) throw notFound('Progress');
      // of a public route that tells about one person
      return { body: shown(found), headers: { 'Cache-Control': 'no-store' } };
    },
  }),
];

const shown = ({ procedure, agency, status, startedOn, endedOn, steps }: Found) => ({
  procedure,
  agency,
  status,
  startedOn,
  ...(endedOn !== null && { endedOn }),
  steps: steps.map(({ name, from, to }) => ({ name, from, ...(to !== null && { to }) })),
});
