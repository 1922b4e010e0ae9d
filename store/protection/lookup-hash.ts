import { plainLookupCode } from '../../protection/lookup-code.ts';
import type { Session } from '../connection.ts';
import { requireKeys } from './sealed.ts';

const LOOKUP = 'lookup';

/** Of code and year together: a right code with a wrong year is found no more than a wrong code. */
export async function lookupHash(session: Session, code: string, birthYear: number): Promise<string> {
  return (await requireKeys(session).keyOf(LOOKUP)).blindIndex(`${plainLookupCode(code)}\u001f${birthYear}`, LOOKUP);
}

/** By which attempts with one code are counted, whatever the year. */
export async function lookupAttemptKey(session: Session, code: string): Promise<string> {
  return (await requireKeys(session).keyOf(LOOKUP)).blindIndex(plainLookupCode(code), 'attempt');
}
