import { findModuleDocument } from '../../store/repositories/module-documents.ts';
import type { CaseAt } from '../case-command.ts';
import { modelOf } from '../loading/load-model.ts';
import { SLIP } from './required-signatures.ts';
import texts from './texts.json' with { type: 'json' };

/** As the module names it, in Vietnamese: documents are. The key where no module does. */
export async function documentName({ services, loaded }: CaseAt, key: string): Promise<string> {
  if (key === SLIP) return texts.slip.vi;
  for (const id of loaded.state.d) {
    const document = await findModuleDocument(services.db, (await modelOf(services, id)).key, key);
    if (document) return document.name.vi;
  }
  return key;
}
