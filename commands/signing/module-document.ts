/** What a module says of a document: that of the task's own diagram first, which a process of another module may have called. */
import { findModuleDocument, type ModuleDocument } from '../../store/repositories/module-documents.ts';
import type { CaseAt } from '../case-command.ts';
import type { Services } from '../contract.ts';
import { modelOf } from '../loading/load-model.ts';

/** Of the first of these processes whose module declares it; undefined where none does. */
export async function declaredDocument(
  { db }: Pick<Services, 'db'>,
  procedures: readonly string[],
  key: string,
): Promise<ModuleDocument | undefined> {
  for (const procedure of procedures) {
    const document = await findModuleDocument(db, procedure, key);
    if (document) return document;
  }
  return undefined;
}

/** Process of a task's diagram, then that of the case. `definition`: of the task. */
export async function proceduresOfTask(services: Services, definition: string, procedure: string): Promise<readonly string[]> {
  return [...new Set([(await modelOf(services, definition)).key, procedure])];
}

/** `definition`: of the task. Then all that the case runs count. */
export async function moduleDocument({ services, loaded }: CaseAt, definition: string, key: string): Promise<ModuleDocument | undefined> {
  const models = await Promise.all([definition, ...loaded.state.d].map(async (id) => await modelOf(services, id)));
  return await declaredDocument(services, [...new Set(models.map((model) => model.key))], key);
}
