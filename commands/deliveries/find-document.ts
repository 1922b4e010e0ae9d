import { findModuleDocument as find, type ModuleDocument } from '../../store/repositories/module-documents.ts';
import type { Services } from '../contract.ts';

/** `procedure`: id of the process whose task made it. Undefined where its module says nothing of it. */
export async function findModuleDocument({ db }: Services, procedure: string, key: string): Promise<ModuleDocument | undefined> {
  return await find(db, procedure, key);
}
