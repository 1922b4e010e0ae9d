import path from 'node:path';
import type { ModuleContent } from '../../scenarios/module-content.ts';
import { readModule, type ProcedureModule } from './read-module.ts';
import { sharedCatalogues } from './shared-catalogues.ts';
import { sharedRegister } from './shared-register.ts';

/** A module as its scenarios run against it, with the modules beside it whose processes it calls. */
export function contentOf(module: ProcedureModule): ModuleContent {
  const { manifest, folder, catalogues, parameters } = module;
  const called = (manifest.uses ?? []).map((key) => readModule(path.join(folder, '..', key)));
  return {
    ...ownContent(module),
    key: manifest.key,
    catalogues: [...catalogues, ...called.flatMap((one) => one.catalogues), ...sharedCatalogues().map(({ catalogue }) => catalogue)],
    parameters,
    register: sharedRegister(manifest.key),
    called: called.map(ownContent),
  };
}

function ownContent({ manifest, resources, rules, documents, notices }: ProcedureModule) {
  return {
    resources,
    rules,
    ...(manifest.documents !== undefined && { documents: documents.map(({ key }) => key) }),
    ...(manifest.notices !== undefined && { notices: notices.map(({ key }) => key) }),
  };
}
