/** Topic `account.facts`: what the register of accounts knows about a request, for its decision table (procedures B.5, B.7). */
import { findAccountFacts } from '../../store/queries/account-facts.ts';
import type { JobHandler } from '../job-handler.ts';

interface Request {
  readonly operation?: string;
  readonly account?: string;
  readonly personIdentity?: string;
  readonly unitPath?: string;
  readonly login?: string;
  readonly substitute?: string;
  readonly positions?: readonly { readonly unitPath?: string }[];
  readonly grants?: readonly { readonly role?: string; readonly unitPath?: string }[];
}

export const accountFacts: JobHandler = async ({ db, clock, rootUnit }, job) => {
  const request = (job.input['request'] ?? {}) as Request;
  const starter = (job.input['starter'] ?? {}) as { account?: string; person?: string };
  const { approverRole } = job.input;
  const facts = await findAccountFacts(
    db,
    {
      operation: request.operation ?? '',
      caseId: job.caseId,
      initiator: starter.account ?? '',
      account: request.account,
      identityNumber: request.personIdentity,
      unitPath: request.unitPath,
      login: request.login,
      substitute: request.substitute,
      approverRole: typeof approverRole === 'string' ? approverRole : '',
      departmentUnit: rootUnit,
      positionUnits: (request.positions ?? []).flatMap(({ unitPath }) => unitPath ?? []),
      grants: (request.grants ?? []).map(({ role = '', unitPath = '' }) => ({ role, unitPath })),
    },
    clock(),
  );
  return { variables: { ...facts } };
};
