import { seedAccount } from '../../store/repositories/accounts.ts';
import { NOW, type Office } from './fixtures.ts';

/** Somebody who is officer and manager in the same unit: separation of duties is by person, not by role. */
export default async function seedBoth({ db }: Office): Promise<void> {
  const grants = ['officer', 'manager'].map((role) => ({ role, unitPath: 'cuc.hanoi' }));
  await seedAccount(db, { id: 'both', login: 'both', person: { id: 'person-both', name: 'both', unitPath: 'cuc.hanoi' }, grants }, NOW);
}
