/** Puts together what commands need; composition roots and tests call this, nothing else makes `Services`. */
import { DEFAULT_LIMITS } from '../engine/ports.ts';
import { SHIPPED_RULES } from '../policies/shipped-rules.ts';
import type { Services } from './contract.ts';
import { createCaches } from './loading/caches.ts';
import { storedBindings } from './loading/stored-bindings.ts';
import { storedRules } from './loading/stored-rules.ts';
import { storedLaw } from './loading/stored-law.ts';
import { storedSubstitution } from './rights/stored-substitution.ts';

type Given = Pick<Services, 'db' | 'clock' | 'newId' | 'random' | 'wait' | 'logger' | 'rootUnit'> &
  Partial<
    Pick<
      Services,
      | 'heldGrades'
      | 'law'
      | 'bindings'
      | 'moduleRules'
      | 'rules'
      | 'limits'
      | 'access'
      | 'mailer'
      | 'scanner'
      | 'recordSigner'
      | 'timeStamp'
      | 'signing'
      | 'substitution'
      | 'unsettledLaw'
    >
  >;

/** The register in the database, the product's own rules and limits, where none are given. */
export function openServices(given: Given): Services {
  return {
    rules: SHIPPED_RULES,
    moduleRules: storedRules(given.db, given.logger),
    limits: DEFAULT_LIMITS,
    unsettledLaw: 'flag',
    heldGrades: [],
    law: storedLaw(given.db),
    bindings: storedBindings(given.db),
    substitution: storedSubstitution(given.db),
    ...given,
    caches: createCaches(),
  };
}
