import fs from 'node:fs';
import path from 'node:path';
import { INSTALLER_ACTOR } from '../commands/actors.ts';
import type { DeploymentProblem, DeployOutcome, Services } from '../commands/contract.ts';
import { runCommand } from '../commands/run-command.ts';
import { deployModule } from '../composition/modules/deploy-module.ts';
import type { LawState } from '../composition/modules/law-state.ts';
import { readModule, type ProcedureModule } from '../composition/modules/read-module.ts';
import { Rejection } from '../errors.ts';
import type { CliCommand, CliContext } from './cli-command.ts';
import { describeProblem, type ReportLanguage } from './describe-problem.ts';
import { readLanguage } from './read-language.ts';
import { readResources } from './read-resources.ts';
import { withProduct } from './with-product.ts';

export const deployCommand: CliCommand = {
  name: 'deploy',
  summary: 'Deploy a module, or diagrams, decision tables and forms together; the record names the installer as who did it',
  usage: '<module folder> | <file> ...',
  options: {
    name: { type: 'string', help: 'what to call the deployment; else the first file' },
    'dry-run': { type: 'boolean', help: 'check only, also against what is deployed' },
    language: { type: 'string', default: 'vi', help: 'vi (default) or en' },
  },
  async run(context, { options, arguments: files }) {
    const language = readLanguage(options['language']);
    const [place = ''] = files;
    const dryRun = options['dry-run'] === true;
    const deployment = isModule(place)
      ? deployFolder(readModule(place), dryRun)
      : deployFiles(readResources(files), options['name'], dryRun);
    return await withProduct(context, async (product) => {
      return await report(deployment, product.services, language, context.print);
    });
  },
};

/** Gives the lines that tell what was done. */
type Deployment = (services: Services, language: ReportLanguage) => Promise<readonly string[]>;

const isModule = (place: string): boolean => fs.existsSync(path.join(place, 'module.json'));

function deployFiles(resources: ReturnType<typeof readResources>, name: unknown, dryRun: boolean): Deployment {
  const deployment = { type: 'deploy', name: typeof name === 'string' ? name : (resources[0]?.name ?? ''), resources, dryRun } as const;
  return async (services, language) => toLines(await runCommand(services, INSTALLER_ACTOR, deployment), language);
}

function deployFolder(module: ProcedureModule, dryRun: boolean): Deployment {
  return async (services, language) => {
    const { parameters, rulesChanged, ...outcome } = await deployModule(services, module, dryRun);
    return [...toLines(outcome, language), ...parameters.map(toLine), `rules: ${rulesChanged ? 'changed' : 'unchanged'}`];
  };
}

const toLine = ({ key, version, state, reason }: LawState): string =>
  `parameter ${key}: version ${version}, ${LAW_STATES[state]}${reason ? ` (${reason.code}: ${reason.message})` : ''}`;

const LAW_STATES: Readonly<Record<LawState['state'], string>> = {
  new: 'new',
  proposed: 'proposed: not in force until a second person approves it',
  declined: 'not in force: it was proposed before, and not approved as it is',
  refused: 'not in force and not proposed',
  unchanged: 'unchanged',
  different: 'there already with another text, which stays',
};

async function report(deployment: Deployment, services: Services, language: ReportLanguage, print: CliContext['print']): Promise<number> {
  try {
    for (const line of await deployment(services, language)) print(line);
    return 0;
  } catch (error) {
    if (!(error instanceof Rejection) || error.kind !== 'deployment') throw error;
    for (const problem of error.problems) print(describeProblem(problem as DeploymentProblem, language));
    return 1;
  }
}

function toLines(
  { definitions, warnings, mapping }: Pick<DeployOutcome, 'definitions' | 'warnings' | 'mapping'>,
  language: ReportLanguage,
): readonly string[] {
  return [
    ...warnings.map((problem) => describeProblem(problem, language)),
    ...mapping.map(
      ({ resource, element, source, target, reason }) => `${resource}: ${element}: ${source} -> ${target ?? 'not mapped'} (${reason})`,
    ),
    ...definitions.map(({ resource, kind, key, version, isNew }) => {
      const state = `version ${version ?? '–'}${isNew === true ? '' : ', unchanged'}`;
      return `${resource}: ${kind} ${key}: ${state}`;
    }),
  ];
}
