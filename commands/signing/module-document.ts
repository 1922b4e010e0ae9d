import { findModuleDocument, type ModuleDocument } from '../../store/repositories/module-documents.ts';
import type { CaseAt } from '../case-command.ts';
import { modelOf } from '../loading/load-model.ts';

/** As the module of one of the processes that the case runs declares it; undefined where none does. */
export async function moduleDocument({ services, loaded }: CaseAt, key: string): Promise<ModuleDocument | undefined> {
  for (const id of loaded.state.d) {
    const document = await findModuleDocument(services.db, (await modelOf(services, id)).key, key);
    if (document) return document;
  }
  return undefined;
}
