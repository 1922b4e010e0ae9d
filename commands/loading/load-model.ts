/** Compiled diagrams by definition id, from the stored XML. */
import { Invariant } from '../../errors.ts';
import type { ProcessModel } from '../../engine/model/process-model.ts';
import type { DefinitionSource } from '../../store/contract.ts';
import { loadDefinition } from '../../store/repositories/definitions.ts';
import type { Services } from '../contract.ts';
import { once } from './caches.ts';
import { compileBpmn } from '../../casework/compile-bpmn.ts';

export async function loadModel({ db, caches }: Services, id: string): Promise<ProcessModel | undefined> {
  return await once(caches, caches.models, 'model', id, async () => {
    const source = await loadDefinition(db, id);
    return source?.kind === 'bpmn' ? await compileStored(source) : undefined;
  });
}

/** For a definition whose source is at hand already. */
export async function modelFrom({ caches }: Services, source: DefinitionSource): Promise<ProcessModel> {
  return (await once(caches, caches.models, 'model', source.id, async () => await compileStored(source))) as ProcessModel;
}

async function compileStored({ id, key, source }: DefinitionSource): Promise<ProcessModel> {
  const { models, problems } = await compileBpmn(source, (process) => (process === key ? id : process));
  const model = models.find((candidate) => candidate.id === id);
  if (model) return model;
  throw new Invariant(
    `Expected definition ${id} to compile as it did when it was deployed: ${problems.map(({ message }) => message).join(' ')}`,
  );
}

/** For a definition that a case already runs. */
export async function modelOf(services: Services, id: string): Promise<ProcessModel> {
  const model = await loadModel(services, id);
  if (model) return model;
  throw new Invariant(`Expected definition ${id} of a case to exist.`);
}
