import fs from 'node:fs';
import path from 'node:path';
import { contentOf } from '../composition/modules/module-content.ts';
import { readModule } from '../composition/modules/read-module.ts';
import { Rejection } from '../errors.ts';
import { compileModule } from '../scenarios/compile-module.ts';
import { uncovered } from '../scenarios/coverage.ts';
import { untriedTerms } from '../scenarios/deadline-coverage.ts';
import type { ModuleContent } from '../scenarios/module-content.ts';
import { runModule, type FileRun, type ScenarioFile } from '../scenarios/run-module.ts';
import { scenarioText } from '../scenarios/texts.ts';
import { timelineLines } from '../scenarios/timeline-lines.ts';
import type { CliCommand } from './cli-command.ts';
import { readLanguage } from './read-language.ts';

export const simulateCommand: CliCommand = {
  name: 'simulate',
  summary: 'Run the scenarios of a module on the kernel, without a database, and tell what happens when',
  usage: '<module folder | scenario.json> ...',
  options: {
    language: { type: 'string', default: 'vi', help: 'vi (default) or en' },
    json: { type: 'boolean', help: 'print the runs as JSON' },
    quiet: { type: 'boolean', help: 'only the failures and the sum' },
  },
  async run({ print }, { options, arguments: paths }) {
    const language = readLanguage(options['language']);
    if (paths.length === 0) throw new Rejection('validation', 'files.none', 'Expected a module folder or a scenario.');
    const runs: FileRun[] = [];
    const missed: string[] = [];
    const untried: string[] = [];
    for (const place of paths) {
      const { content, files, whole } = findScenarios(place);
      const own = await runModule(content, files);
      runs.push(...own);
      if (!whole) continue;
      const module = await compileModule(content);
      missed.push(...uncovered(module, own));
      untried.push(...untriedTerms(module, own));
    }
    const failed = runs.filter(({ failure }) => failure);
    if (options['json'] === true) print(JSON.stringify(runs.map(toReport), undefined, 2));
    else {
      for (const run of options['quiet'] === true ? failed : runs) for (const line of timelineLines(run, language)) print(line);
      if (missed.length > 0) print(scenarioText('line.uncovered', { elements: missed.join(', ') })[language]);
      if (untried.length > 0) print(scenarioText('line.untried', { terms: untried.join(', ') })[language]);
      print(scenarioText('line.sum', { passed: runs.length - failed.length, failed: failed.length })[language]);
    }
    return failed.length === 0 ? 0 : 1;
  },
};

interface Found {
  readonly content: ModuleContent;
  readonly files: readonly ScenarioFile[];
  /** all scenarios of the module */
  readonly whole: boolean;
}

/** A scenario belongs to the module in whose folder it lies. */
function findScenarios(place: string): Found {
  if (fs.existsSync(path.join(place, 'module.json'))) {
    const module = readModule(place);
    return { content: contentOf(module), files: module.scenarios, whole: true };
  }
  const folder = moduleAround(path.resolve(place));
  const files = [{ file: path.relative(folder, place), json: readJson(place) }];
  return { content: contentOf(readModule(folder)), files, whole: false };
}

function moduleAround(file: string): string {
  for (let folder = path.dirname(file); folder !== path.dirname(folder); folder = path.dirname(folder))
    if (fs.existsSync(path.join(folder, 'module.json'))) return folder;
  throw new Rejection('validation', 'moduleUnknown', `Expected ${file} to lie in the folder of a module.`);
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    throw new Rejection('validation', 'files.unreadable', `Cannot read ${file}: ${(error as Error).message}.`, { cause: error });
  }
}

function toReport({ file, scenario, failure, happenings }: FileRun): object {
  return { file, name: scenario.name, passed: failure === undefined, failure, happenings };
}
