/** A key of the installation as the signing of a step asks for it; in a demonstration whoever signs first gets a key of its authority. */
import { createHash } from 'node:crypto';
import type { KeyBackend, KeyHolder } from '../commands/signing/signing-services.ts';
import { keyFault } from '../keys/key-fault.ts';
import type { Holder, SigningBackend } from '../keys/signing-backend.ts';
import type { Database } from '../store/connection.ts';
import { findAgencyHolder } from '../store/queries/agency-number.ts';
import { findKeyPerson } from '../store/queries/identity-number.ts';
import type { SigningServices } from './signing-services.ts';

export function keyBackend(backend: SigningBackend, { demo }: Pick<SigningServices, 'demo'>, db: Database): KeyBackend {
  const known = async (holder: KeyHolder): Promise<Holder> => {
    if (holder.capacity === 'personal') {
      const person = await findKeyPerson(db, holder.person);
      if (person && backend.name === 'demo') await demo?.ensurePerson(person);
      return { kind: 'person', id: holder.person };
    }
    const agency = await findAgencyHolder(db, holder.unitPath);
    if (!agency) throw keyFault('keyGone', `Expected the agency of ${holder.unitPath} to be on record.`);
    if (backend.name === 'demo') await demo?.ensureSeal({ unitId: agency.unitPath, name: agency.name, taxCode: agency.number });
    return { kind: 'unit', id: agency.unitPath };
  };
  return {
    identity: async (holder) => await backend.identity(await known(holder)),
    async sign(holder, requests, { pin, otp }) {
      const owner = await known(holder);
      const signatures: Buffer[] = [];
      for (const request of requests) {
        // the same bytes to sign are the same request, whoever asks again
        const requestId = createHash('sha256').update(request.attributes).digest('hex');
        const opening = { ...(pin !== undefined && { pin }), ...(otp !== undefined && { otp }) };
        signatures.push(await backend.sign(request, { holder: owner, requestId, description: requestId, ...opening }));
      }
      return signatures;
    },
  };
}
