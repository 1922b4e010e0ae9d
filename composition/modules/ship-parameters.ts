/** The parameters of a module, put into the register where it does not know their key; all others are proposals. Safe to repeat. */
import { INSTALLER_ACTOR } from '../../commands/actors.ts';
import type { Services } from '../../commands/contract.ts';
import type { Json } from '../../expressions/json.ts';
import { readEntry } from '../../law/read-entry.ts';
import { isSettled, kindOfEntry, type RegisterEntry } from '../../law/register-entry.ts';
import { installParameters, listParameters, type NewParameter, type ParameterRecord } from '../../store/repositories/parameters.ts';
import type { LawState } from './law-state.ts';
import { parameterChange } from './parameter-change.ts';
import { proposeLaw } from './propose-law.ts';

/** `dryRun`: what would become of each, and nothing is written. */
export async function shipParameters(services: Services, entries: readonly RegisterEntry[], dryRun: boolean): Promise<readonly LawState[]> {
  const { db, clock } = services;
  const before = new Map<string, readonly ParameterRecord[]>();
  for (const { key } of entries) if (!before.has(key)) before.set(key, await listParameters(db, { key }));
  const wanted = entries.filter(({ key }) => before.get(key)?.length === 0);
  const installed = dryRun
    ? new Set(wanted.map(nameOf))
    : await installParameters(db, wanted.map(recordOf), INSTALLER_ACTOR.account, clock());
  const states: LawState[] = [];
  for (const entry of entries) {
    const { key, version } = entry;
    const known = before.get(key)?.find((record) => record.version === version);
    if (installed.has(nameOf(entry))) states.push({ key, version, state: 'new' });
    else if (known) states.push({ key, version, state: stateOf(known, entry) });
    else {
      const proposal = { release: `release:parameter:${nameOf(entry)}`, change: parameterChange(entry) };
      states.push({ key, version, ...(await proposeLaw(services, proposal, dryRun)) });
    }
  }
  return states;
}

const nameOf = ({ key, version }: RegisterEntry): string => `${key} ${version}`;

function recordOf(entry: RegisterEntry): NewParameter {
  const { key, version, validFrom, validTo, citation, confidence, running = 'keep' } = entry;
  const body = entry as unknown as Record<string, Json>;
  return { key, version, body, validFrom, ...(validTo !== undefined && { validTo }), citation, confidence, running };
}

function stateOf({ status, body }: ParameterRecord, entry: RegisterEntry): LawState['state'] {
  if (status === 'rejected' || status === 'withdrawn') return 'declined';
  if (canonical(readEntry(body)) !== canonical(entry)) return 'different';
  return status === 'proposed' ? 'proposed' : 'unchanged';
}

/** The register keeps the validity beside the text and may close it later; a proposal says what an entry leaves to its default. */
function canonical(entry: RegisterEntry): string {
  const { validFrom: _, validTo: __, ...text } = entry;
  const { key, title = { vi: key, en: key }, running = 'keep', asOf = 'step' } = entry;
  const whole = { ...text, title, running, asOf, kind: kindOfEntry(entry), settled: isSettled(entry) };
  return JSON.stringify(whole, (_name, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
