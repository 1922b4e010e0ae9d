import { INSTALLER_ACTOR } from '../commands/actors.ts';
import type { DeploymentProblem, DeployOutcome } from '../commands/contract.ts';
import { runCommand } from '../commands/run-command.ts';
import { openProduct, type Product } from '../composition/open-product.ts';
import { Rejection } from '../errors.ts';
import type { CliCommand, CliContext } from './cli-command.ts';
import { describeProblem, type ReportLanguage } from './describe-problem.ts';
import { readLanguage } from './read-language.ts';
import { readResources } from './read-resources.ts';

export const deployCommand: CliCommand = {
  name: 'deploy',
  summary: 'Deploy diagrams, decision tables and forms together; the record names the installer as who did it',
  usage: '<file> ...',
  options: {
    name: { type: 'string', help: 'what to call the deployment; else the first file' },
    'dry-run': { type: 'boolean', help: 'check only, also against what is deployed' },
    language: { type: 'string', default: 'vi', help: 'vi (default) or en' },
  },
  async run(context, { options, arguments: files }) {
    const language = readLanguage(options['language']);
    const resources = readResources(files);
    const { name = resources[0]?.name, 'dry-run': dryRun = false } = options;
    const product = await openProduct(context.config, context.logger);
    try {
      return await deploy(product, { name: String(name), resources, dryRun: dryRun === true }, language, context.print);
    } finally {
      await product.close();
    }
  },
};

type Deployment = { readonly name: string; readonly resources: ReturnType<typeof readResources>; readonly dryRun: boolean };

async function deploy(
  { services }: Product,
  deployment: Deployment,
  language: ReportLanguage,
  print: CliContext['print'],
): Promise<number> {
  try {
    const outcome = await runCommand(services, INSTALLER_ACTOR, { type: 'deploy', ...deployment });
    for (const line of toLines(outcome, language)) print(line);
    return 0;
  } catch (error) {
    if (!(error instanceof Rejection) || error.kind !== 'deployment') throw error;
    for (const problem of error.problems) print(describeProblem(problem as DeploymentProblem, language));
    return 1;
  }
}

function toLines({ definitions, warnings, mapping }: DeployOutcome, language: ReportLanguage): readonly string[] {
  return [
    ...warnings.map((problem) => describeProblem(problem, language)),
    ...mapping.map(
      ({ resource, element, source, target, reason }) => `${resource}: ${element}: ${source} -> ${target ?? 'not mapped'} (${reason})`,
    ),
    ...definitions.map(({ resource, kind, key, version, isNew }) => {
      const state = version === undefined ? 'ok' : `version ${version}${isNew === true ? '' : ', unchanged'}`;
      return `${resource}: ${kind} ${key}: ${state}`;
    }),
  ];
}
