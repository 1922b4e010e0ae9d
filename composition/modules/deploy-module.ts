/**
 * One module on an installation that may be running: parameters, definitions and rights, through the one door. All of it is checked
 * before any of it is written; each part may be repeated, so that a deployment that was cut short is completed by doing it again.
 */
import { INSTALLER_ACTOR } from '../../commands/actors.ts';
import type { DeployOutcome, DeploymentProblem, Services } from '../../commands/contract.ts';
import { runCommand } from '../../commands/run-command.ts';
import type { Json } from '../../expressions/json.ts';
import type { LawState } from './law-state.ts';
import type { ProcedureModule } from './read-module.ts';
import { shipParameters } from './ship-parameters.ts';

export interface ModuleDeployment extends Pick<DeployOutcome, 'definitions' | 'warnings' | 'mapping'> {
  readonly parameters: readonly LawState[];
  readonly rulesChanged: boolean;
}

/** `dryRun`: what would change, and nothing is written. Throws Rejection deployment with every fault. */
export async function deployModule(services: Services, module: ProcedureModule, dryRun = false): Promise<ModuleDeployment> {
  const { manifest, resources } = module;
  const rules = module.rules as unknown as readonly Json[];
  const deployment = { type: 'deploy', name: manifest.name.vi, resources } as const;
  const planned = await runCommand(services, INSTALLER_ACTOR, { ...deployment, dryRun: true });
  const procedures = planned.definitions.filter(({ kind }) => kind === 'bpmn').map(({ key }) => key);
  const rights = { type: 'deployRules', module: manifest.key, procedures, rules } as const;
  const { changed: rulesChanged } = await runCommand(services, INSTALLER_ACTOR, { ...rights, dryRun: true });
  const notices = noticesOf(module);
  await runCommand(services, INSTALLER_ACTOR, { ...notices, dryRun: true });
  const own = new Set(module.parameters.map(({ key }) => key));
  const warnings = planned.warnings.filter((problem) => !isOwnParameter(problem, own));
  const parameters = await shipParameters(services, module.parameters, dryRun);
  if (dryRun) return { ...planned, warnings, parameters, rulesChanged };
  const { definitions, mapping } = await runCommand(services, INSTALLER_ACTOR, deployment);
  await runCommand(services, INSTALLER_ACTOR, rights);
  await runCommand(services, INSTALLER_ACTOR, notices);
  await runCommand(services, INSTALLER_ACTOR, {
    type: 'deployDocuments',
    module: manifest.key,
    procedures,
    documents: documentsOf(module),
  });
  return { definitions, warnings, mapping, parameters, rulesChanged };
}

function noticesOf({ manifest, resources, notices }: ProcedureModule) {
  const diagrams = resources.filter(({ name }) => manifest.diagrams.includes(name)).map(({ content }) => content);
  return { type: 'deployNotices', module: manifest.key, diagrams, templates: notices } as const;
}

/** The documents as the installation keeps them: each with its template, where it has one. */
function documentsOf({
  documents,
  templates,
}: ProcedureModule): readonly (ProcedureModule['documents'][number] & { readonly template?: Json })[] {
  return documents.map((document) => {
    const template = templates.find((one) => one.document === document.key);
    return template ? { ...document, template: template as unknown as Json } : document;
  });
}

/** Not in the register yet, and coming with the module. */
function isOwnParameter({ code, details }: DeploymentProblem, own: ReadonlySet<string>): boolean {
  return code === 'parameterUnknown' && own.has(String(details?.['key']));
}
