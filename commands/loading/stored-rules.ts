/** The modules' rules in the database, checked again when they are read: what somebody wrote past the product grants nothing. */
import { createHash } from 'node:crypto';
import { Rejection } from '../../errors.ts';
import type { Logger } from '../../logging/logger.ts';
import type { RuleFile } from '../../policies/rule.ts';
import type { Database } from '../../store/connection.ts';
import { listModuleRules, type StoredRules } from '../../store/repositories/module-rules.ts';
import { readModuleRules } from '../definitions/read-module-rules.ts';
import type { ModuleRules, RuleSource } from './rule-source.ts';

const FRESH_MS = 2_000;
const NONE: ModuleRules = { files: [], version: '' };

export function storedRules(db: Database, logger: Logger): RuleSource {
  let last = NONE;
  let readAt = -Infinity;
  let reading: Promise<void> | undefined;
  const read = async (): Promise<void> => {
    const stored = await listModuleRules(db);
    const version = createHash('sha256').update(JSON.stringify(stored)).digest('hex');
    if (version !== last.version) last = { version, files: stored.flatMap((module) => filesOf(module, logger)) };
    readAt = performance.now();
  };
  return {
    async refresh() {
      if (performance.now() - readAt < FRESH_MS) return;
      reading ??= read().finally(() => (reading = undefined));
      await reading;
    },
    last: () => last,
    forget: () => void (readAt = -Infinity),
  };
}

function filesOf({ module, procedures, rules }: StoredRules, logger: Logger): readonly RuleFile[] {
  try {
    return readModuleRules(module, procedures, rules);
  } catch (err) {
    if (!(err instanceof Rejection)) throw err;
    logger.error({ err, module }, 'the stored rules of a module are not what a module may say, and grant nothing');
    return [];
  }
}
