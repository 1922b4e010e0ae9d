/** A token that is moved past a signature leaves a gap: a second person, and who proposed and what was not signed stays in the log for good. */
import { Rejection } from '../../errors.ts';
import { scopesAround } from '../../casework/scopes-around.ts';
import { listHistory } from '../../store/queries/case-history.ts';
import type { CaseAt } from '../case-command.ts';
import type { CommandOf } from '../contract.ts';
import { canonical } from '../idempotency.ts';
import { isFinishedBySigning } from '../signing/required-signatures.ts';

/** What stays of it in the log. */
export interface SignatureGap {
  /** elements whose signature nobody gave */
  readonly unsigned: readonly string[];
  readonly proposedBy: { readonly account: string; readonly person?: string };
  /** entry of the log */
  readonly proposal: number;
}

type Move = Omit<CommandOf<'moveToken'>, 'type'>;

/** Undefined where no signature is passed. Throws conflict `secondPersonRequired`, `proposalStale`; forbidden `ownProposal`. */
export async function gapOf(at: CaseAt, input: Move): Promise<SignatureGap | undefined> {
  const unsigned = await unsignedOf(at, new Set(input.cancel));
  if (unsigned.length === 0) return undefined;
  if (input.proposal === undefined)
    throw new Rejection(
      'conflict',
      'secondPersonRequired',
      `Expected a proposal of another person, since nobody has signed ${unsigned.join(', ')}.`,
      {
        details: { unsigned },
      },
    );
  return { unsigned, proposedBy: await proposerOf(at, input, input.proposal), proposal: input.proposal };
}

async function unsignedOf({ services, loaded }: CaseAt, left: ReadonlySet<number>): Promise<readonly string[]> {
  const leaves = loaded.tasks.filter(({ instance }) => [instance, ...scopesAround(loaded.state, instance)].some((id) => left.has(id)));
  const found: string[] = [];
  for (const task of leaves) if (await isFinishedBySigning(services, task)) found.push(task.node);
  return found;
}

/** The last entry of the log: nothing happened since it was proposed. */
async function proposerOf({ services, loaded, persons }: CaseAt, { cancel = [], activate = [] }: Move, proposal: number) {
  const { id, revision } = loaded.case;
  const { items } = await listHistory(services.db, id, { limit: 1, cursor: String(proposal - 1) });
  const [entry] = items;
  const { type, ...said } = (entry?.command ?? { type: '' }) as {
    readonly type: string;
    readonly cancel?: unknown;
    readonly activate?: unknown;
  };
  const isThis = canonical([said.cancel, said.activate]) === canonical([cancel, activate]);
  if (!entry || entry.revision !== proposal || revision !== proposal || type !== 'proposeTokenMove' || !isThis)
    throw new Rejection('conflict', 'proposalStale', 'Expected the proposal of exactly this, with nothing done in the case since.');
  const { account, person } = entry.actor;
  if (persons.includes(person ?? account))
    throw new Rejection('forbidden', 'ownProposal', 'Expected another person than the one who proposed it.');
  return { account, ...(person !== undefined && { person }) };
}
