/** Finishes a claimed task by signing what the server shows, with the key of the demonstration; the hash is of the bytes as they came. */
import { createHash } from 'node:crypto';
import type { HttpSession } from './http-session.ts';

interface Signing {
  readonly id: string;
  readonly signatures: readonly SigningItem[];
}
interface SigningItem {
  readonly place: number;
  readonly name: string;
  readonly state: string;
  readonly signer?: string;
}
interface Signed {
  readonly document: string;
  readonly signer: string;
  /** hex SHA-256 of what was shown */
  readonly shown: string;
}

/** `at`: path of the task. Throws a Rejection when the server refuses. */
export async function signTask(person: HttpSession, at: string, completion: object): Promise<readonly Signed[]> {
  const { id, signatures } = await person.post<Signing>(`${at}/signings`, { ...completion, key: { method: 'demo' } });
  const ready = signatures.filter(({ state }) => state === 'ready');
  const signed = await Promise.all(
    ready.map(async ({ place, name, signer = '' }) => {
      const bytes = await person.bytes(`/api/v1/signings/${id}/signatures/${place}/document`);
      return { document: name, signer, shown: createHash('sha256').update(bytes).digest('hex') };
    }),
  );
  await person.post(`/api/v1/signings/${id}/signatures`, { shown: signed.map(({ shown }) => shown) });
  return signed;
}
