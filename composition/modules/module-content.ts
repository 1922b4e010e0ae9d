import type { ModuleContent } from '../../scenarios/module-content.ts';
import type { ProcedureModule } from './read-module.ts';
import { sharedCatalogues } from './shared-catalogues.ts';
import { sharedParameters } from './shared-parameters.ts';

/** A module as its scenarios run against it. */
export function contentOf({ manifest, resources, catalogues, parameters, rules, documents, notices }: ProcedureModule): ModuleContent {
  return {
    key: manifest.key,
    resources,
    catalogues: [...catalogues, ...sharedCatalogues().map(({ catalogue }) => catalogue)],
    parameters,
    sharedParameters: sharedParameters(),
    rules,
    ...(manifest.documents !== undefined && { documents: documents.map(({ key }) => key) }),
    ...(manifest.notices !== undefined && { notices: notices.map(({ key }) => key) }),
  };
}
