/**
 * What was compiled once stays compiled. Definitions never change once they are deployed, so their caches need no invalidation:
 * only which version is the latest is asked anew.
 */
import { LRUCache } from 'lru-cache';
import type { DecisionModel } from '../../engine/decisions/decision-model.ts';
import type { ProcessModel } from '../../engine/model/process-model.ts';
import type { Catalogue } from '../../forms/catalogue.ts';
import type { Form } from '../../forms/form.ts';
import type { Ability } from '../../policies/ability.ts';
import type { DefinitionRecord } from '../../store/contract.ts';
import type { FormOfNode } from './form-of-node.ts';
import type { SensitiveFields } from '../../forms/sensitive-fields.ts';

export interface Caches {
  /** by definition id */
  readonly models: LRUCache<string, ProcessModel>;
  readonly decisions: LRUCache<string, DecisionModel>;
  /** day on which the rules of a decision definition come into force, '' where they always were; by definition id */
  readonly validFrom: LRUCache<string, string>;
  /** by key and version */
  readonly forms: LRUCache<string, Form>;
  /** latest version by form key; short-lived */
  readonly formVersions: LRUCache<string, number>;
  /** by definition id */
  readonly catalogues: LRUCache<string, Catalogue>;
  /** active versions by catalogue key, newest first; short-lived */
  readonly catalogueVersions: LRUCache<string, readonly DefinitionRecord[]>;
  /** by definition id; short-lived */
  readonly sensitiveShapes: LRUCache<string, SensitiveFields>;
  /** by definition id; short-lived */
  readonly formsOf: LRUCache<string, readonly FormOfNode[]>;
  /** by everything an ability is made from */
  readonly abilities: LRUCache<string, Ability>;
  /** compilations that are under way, so that a hundred cases of a new version compile it once */
  readonly pending: Map<string, Promise<unknown>>;
}

/** Another node's deployment of a form or catalogue is seen after this long. */
const LATEST_FORM_MS = 2_000;
/** The form that a step's data is checked by always says itself what is sensitive; this is for what comes otherwise. */
const SENSITIVE_SHAPE_MS = 30_000;

export function createCaches(): Caches {
  return {
    models: new LRUCache({ max: 500 }),
    decisions: new LRUCache({ max: 500 }),
    validFrom: new LRUCache({ max: 5_000 }),
    forms: new LRUCache({ max: 500 }),
    formVersions: new LRUCache({ max: 2_000, ttl: LATEST_FORM_MS }),
    catalogues: new LRUCache({ max: 500 }),
    catalogueVersions: new LRUCache({ max: 2_000, ttl: LATEST_FORM_MS }),
    sensitiveShapes: new LRUCache({ max: 500, ttl: SENSITIVE_SHAPE_MS }),
    formsOf: new LRUCache({ max: 500, ttl: SENSITIVE_SHAPE_MS }),
    abilities: new LRUCache({ max: 5_000 }),
    pending: new Map(),
  };
}

/** The cached value, or what `load` gives; calls for the same key while it loads share one load. */
export async function once<V extends NonNullable<unknown>>(
  { pending }: Caches,
  cache: LRUCache<string, V>,
  name: string,
  key: string,
  load: () => Promise<V | undefined>,
): Promise<V | undefined> {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const running = pending.get(`${name} ${key}`) as Promise<V | undefined> | undefined;
  if (running) return await running;
  const loading = load();
  pending.set(`${name} ${key}`, loading);
  try {
    const value = await loading;
    if (value !== undefined) cache.set(key, value);
    return value;
  } finally {
    pending.delete(`${name} ${key}`);
  }
}
