/** The way of a document: every signature that any task of its module asks for on it. */
import type { ProcessModel, SignatureRequirement } from '../../engine/model/process-model.ts';
import { loadLatestDefinition } from '../../store/repositories/definitions.ts';
import { findModuleDocument, proceduresOfDocument } from '../../store/repositories/module-documents.ts';
import type { CaseAt } from '../case-command.ts';
import { modelFrom, modelOf } from '../loading/load-model.ts';
import { SLIP } from './required-signatures.ts';

export interface RouteField {
  readonly field: string;
  readonly capacity: SignatureRequirement['capacity'];
  readonly order: number;
}

type Named = Pick<SignatureRequirement, 'capacity' | 'order'> & { readonly kind?: SignatureRequirement['kind'] };

/** What is signed on paper is certified as a copy: a field of its own, beside those of persons and seals. */
export const fieldOf = ({ capacity, order, kind }: Named): string => (kind === 'paper' ? `${COPY}${order}` : `${capacity}-${order}`);
const COPY = 'copy-';
export const isCopy = ({ field }: { readonly field: string }): boolean => field.startsWith(COPY);

/**
 * In the order of signing. The tasks of the versions that the case runs count, and of the latest of its module's other diagrams; where the module
 * of the task's own diagram declares the document, its diagrams alone: another module may call a document of its own the same.
 */
export async function documentRoute(at: CaseAt, definition: string, key: string): Promise<readonly RouteField[]> {
  if (key === SLIP) return [{ field: fieldOf({ capacity: 'personal', order: 1 }), capacity: 'personal', order: 1 }];
  const found = new Map<string, RouteField>();
  for (const model of await modelsAround(at, definition, key))
    for (const { userTask } of model.nodes.values())
      for (const { document, capacity, order, kind } of userTask?.signatures ?? [])
        if (document === key && kind === 'digital') {
          const field = fieldOf({ capacity, order });
          found.set(field, { field, capacity, order });
        }
  return [...found.values()].toSorted((a, b) => a.order - b.order || a.field.localeCompare(b.field));
}

async function modelsAround({ services, loaded }: CaseAt, definition: string, document: string): Promise<readonly ProcessModel[]> {
  const own = await modelOf(services, definition);
  const module = (await findModuleDocument(services.db, own.key, document)) && (await proceduresOfDocument(services.db, [own.key]));
  const all = await Promise.all([...new Set([definition, ...loaded.state.d])].map(async (id) => await modelOf(services, id)));
  const running = module ? all.filter((model) => module.includes(model.key)) : all;
  const keys = new Set(running.map(({ key }) => key));
  const procedures = await proceduresOfDocument(services.db, [...keys]);
  const others = await Promise.all(
    procedures.filter((procedure) => !keys.has(procedure)).map(async (key) => await loadLatestDefinition(services.db, 'bpmn', key)),
  );
  return [...running, ...(await Promise.all(others.flatMap((source) => (source ? [modelFrom(services, source)] : []))))];
}
