/**
 * One module on an installation that may be running: parameters, definitions and rights, through the one door. All of it is checked
 * before any of it is written; each part may be repeated, so that a deployment that was cut short is completed by doing it again.
 */
import { INSTALLER_ACTOR } from '../../commands/actors.ts';
import type { DeployOutcome, DeploymentProblem, Services } from '../../commands/contract.ts';
import { runCommand } from '../../commands/run-command.ts';
import type { Json } from '../../expressions/json.ts';
import { listParameters, shipParameters, type NewParameter } from '../../store/repositories/parameters.ts';
import { parameterRecord } from './parameter-record.ts';
import type { ProcedureModule } from './read-module.ts';

export interface ModuleDeployment extends Pick<DeployOutcome, 'definitions' | 'warnings' | 'mapping'> {
  readonly parameters: readonly {
    readonly key: string;
    readonly version: string;
    /** different: the register has this version with another text, which stays: a version never changes */
    readonly state: 'new' | 'unchanged' | 'different';
  }[];
  readonly rulesChanged: boolean;
}

/** `dryRun`: what would change, and nothing is written. Throws Rejection deployment with every fault. */
export async function deployModule(services: Services, module: ProcedureModule, dryRun = false): Promise<ModuleDeployment> {
  const { manifest, resources } = module;
  const rules = module.rules as unknown as readonly Json[];
  const deployment = { type: 'deploy', name: manifest.name.vi, resources } as const;
  const rights = { type: 'deployRules', module: manifest.key, rules } as const;
  const records = module.parameters.map(parameterRecord);
  const planned = await runCommand(services, INSTALLER_ACTOR, { ...deployment, dryRun: true });
  const { changed: rulesChanged } = await runCommand(services, INSTALLER_ACTOR, { ...rights, dryRun: true });
  const notices = noticesOf(module);
  await runCommand(services, INSTALLER_ACTOR, { ...notices, dryRun: true });
  const parameters = await statesOf(services, records);
  const own = new Set(records.map(({ key }) => key));
  const warnings = planned.warnings.filter((problem) => !isOwnParameter(problem, own));
  if (dryRun) return { ...planned, warnings, parameters, rulesChanged };
  await shipParameters(services.db, records, INSTALLER_ACTOR.account, services.clock());
  const { definitions, mapping } = await runCommand(services, INSTALLER_ACTOR, deployment);
  await runCommand(services, INSTALLER_ACTOR, rights);
  await runCommand(services, INSTALLER_ACTOR, notices);
  const procedures = definitions.filter(({ kind }) => kind === 'bpmn').map(({ key }) => key);
  await runCommand(services, INSTALLER_ACTOR, { type: 'deployDocuments', module: manifest.key, procedures, documents: module.documents });
  return { definitions, warnings, mapping, parameters, rulesChanged };
}

function noticesOf({ manifest, resources, notices }: ProcedureModule) {
  const diagrams = resources.filter(({ name }) => manifest.diagrams.includes(name)).map(({ content }) => content);
  return { type: 'deployNotices', module: manifest.key, diagrams, templates: notices } as const;
}

/** Not in the register yet, and coming with the module. */
function isOwnParameter({ code, details }: DeploymentProblem, own: ReadonlySet<string>): boolean {
  return code === 'parameterUnknown' && own.has(String(details?.['key']));
}

async function statesOf({ db }: Services, records: readonly NewParameter[]): Promise<ModuleDeployment['parameters']> {
  const states: ModuleDeployment['parameters'][number][] = [];
  for (const { key, version, body } of records) {
    const known = (await listParameters(db, { key })).find((record) => record.version === version);
    const same = known && canonical(known.body) === canonical(body);
    states.push({ key, version, state: !known ? 'new' : same ? 'unchanged' : 'different' });
  }
  return states;
}

/** The register keeps the validity beside the text, may close it later, and does not keep the order of names. */
function canonical({ validFrom: _, validTo: __, ...body }: Readonly<Record<string, Json>>): string {
  return JSON.stringify(body, (_name, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
