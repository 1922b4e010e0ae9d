import type { RuleFile } from '../../policies/rule.ts';

export interface ModuleRules {
  readonly files: readonly RuleFile[];
  /** differs where the files differ */
  readonly version: string;
}

/** The rules of the modules that are deployed: read anew after a short while, so that a deployment counts on every node within seconds. */
export interface RuleSource {
  refresh(): Promise<void>;
  /** as of the last refresh; none before the first */
  last(): ModuleRules;
  /** the next refresh reads anew */
  forget(): void;
}
