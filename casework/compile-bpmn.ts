/** Diagram text to models, in the one way that deployment and every later load share. */
import { LRUCache } from 'lru-cache';
import type { Problem } from '../errors.ts';
import { compileDefinitions } from '../engine/model/compile.ts';
import type { BpmnElement } from '../engine/model/bpmn-element.ts';
import type { Finding } from '../engine/model/lint/finding.ts';
import { parseBpmn } from '../engine/model/parse.ts';
import type { ProcessModel } from '../engine/model/process-model.ts';
import { mapVendorAttributes, type VendorReport } from '../engine/model/vendors/map-vendor-attributes.ts';
import { lawFeel } from '../engine/law/law-language.ts';

export interface CompiledBpmn {
  readonly definitions: BpmnElement;
  readonly models: readonly ProcessModel[];
  readonly problems: readonly Problem[];
  /** what the reader and the mapping of other vendors' attributes have to say */
  readonly findings: readonly Finding[];
  readonly vendors: VendorReport;
}

/** A module is deployed in parts, of which several look at the same diagrams one after the other. */
const recent = new LRUCache<string, Promise<CompiledBpmn>>({ max: 16, ttl: 60_000 });

/** As every version of it is. Shared with others who ask: nobody changes it. Throws Rejection deployment. */
export async function compileText(xml: string): Promise<CompiledBpmn> {
  const known = recent.get(xml);
  if (known) return await known;
  const compiled = compileBpmn(xml);
  recent.set(xml, compiled);
  compiled.catch(() => recent.delete(xml));
  return await compiled;
}

/** A manual task waits for a person's word that it is done; a task without a type has nothing to do. Throws Rejection deployment. */
export async function compileBpmn(xml: string, idOf?: (key: string) => string): Promise<CompiledBpmn> {
  const { definitions, warnings } = await parseBpmn(xml);
  const vendors = mapVendorAttributes(definitions);
  const { models, problems } = compileDefinitions(definitions, { language: lawFeel, manualTask: 'wait', abstractTask: 'pass' }, idOf);
  return { definitions, models, problems, findings: [...warnings, ...vendors.problems], vendors };
}
