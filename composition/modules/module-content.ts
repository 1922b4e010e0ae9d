import type { ModuleContent } from '../../scenarios/module-content.ts';
import type { ProcedureModule } from './read-module.ts';

/** A module as its scenarios run against it. */
export function contentOf({ manifest, resources, parameters, rules, documents, notices }: ProcedureModule): ModuleContent {
  return {
    key: manifest.key,
    resources,
    parameters,
    rules,
    ...(manifest.documents !== undefined && { documents: documents.map(({ key }) => key) }),
    ...(manifest.notices !== undefined && { notices: notices.map(({ key }) => key) }),
  };
}
