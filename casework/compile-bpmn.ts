/** Diagram text to models, in the one way that deployment and every later load share. */
import type { Problem } from '../errors.ts';
import { compileDefinitions } from '../engine/model/compile.ts';
import type { BpmnElement } from '../engine/model/bpmn-element.ts';
import type { Finding } from '../engine/model/lint/finding.ts';
import { lintDefinitions } from '../engine/model/lint/lint.ts';
import { parseBpmn } from '../engine/model/parse.ts';
import type { ProcessModel } from '../engine/model/process-model.ts';
import { mapVendorAttributes, type VendorReport } from '../engine/model/vendors/map-vendor-attributes.ts';
import { lawFeel } from '../engine/law/law-language.ts';
import { rememberRecent } from './remember-recent.ts';

export interface CompiledBpmn {
  readonly definitions: BpmnElement;
  readonly models: readonly ProcessModel[];
  readonly problems: readonly Problem[];
  /** what the reader and the mapping of other vendors' attributes have to say */
  readonly findings: readonly Finding[];
  readonly vendors: VendorReport;
}

export interface ReadBpmn extends CompiledBpmn {
  readonly lint: readonly Finding[];
}

/** A file as it is deployed, with what the lint says of it. Throws Rejection deployment. */
export const readBpmn = rememberRecent(async (xml): Promise<ReadBpmn> => {
  const compiled = await compileBpmn(xml);
  return { ...compiled, lint: lintDefinitions(compiled.definitions) };
});

/** A manual task waits for a person's word that it is done; a task without a type has nothing to do. Throws Rejection deployment. */
export async function compileBpmn(xml: string, idOf?: (key: string) => string): Promise<CompiledBpmn> {
  const { definitions, warnings } = await parseBpmn(xml);
  const vendors = mapVendorAttributes(definitions);
  const { models, problems } = compileDefinitions(definitions, { language: lawFeel, manualTask: 'wait', abstractTask: 'pass' }, idOf);
  return { definitions, models, problems, findings: [...warnings, ...vendors.problems], vendors };
}
