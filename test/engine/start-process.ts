/** Compiles a process and starts a case of it: what nearly every behaviour test begins with. */
import type { Variables } from '../../engine/command.ts';
import { type CaseDriver, compileXml, driveCase, type DriverOptions } from './case-driver.ts';
import { definitions, process } from './elements.ts';

export interface StartOptions extends DriverOptions {
  readonly variables?: Variables;
  /** further processes, as `process(…)` draws them */
  readonly others?: readonly string[];
  readonly startEvent?: string;
  /** only compile and make the driver */
  readonly prepareOnly?: boolean;
  readonly actor?: Parameters<CaseDriver['as']>[0];
}

export async function startProcess(body: string, flows: readonly string[] = [], options: StartOptions = {}): Promise<CaseDriver> {
  const models = await compileXml(definitions(process('p', body, flows), ...(options.others ?? [])));
  const driver = driveCase(models, options);
  if (options.actor) driver.as(options.actor);
  if (!options.prepareOnly)
    driver.start(options.variables ?? {}, options.startEvent === undefined ? {} : { startEvent: options.startEvent });
  return driver;
}
