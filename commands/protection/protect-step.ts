/** Whether a step writes sensitive values, and which: then everything that it writes is sealed, from this step of the case on. */
import type { Variables } from '../../engine/command.ts';
import type { CaseVariables } from '../../engine/state.ts';
import type { SensitiveFields } from '../../forms/sensitive-fields.ts';
import { SensitiveValues } from '../../protection/sensitive-values.ts';
import type { LoadedCase, LoggedCommand, Protection } from '../../store/contract.ts';

export interface Stepping {
  readonly fields: SensitiveFields;
  readonly loaded: LoadedCase | undefined;
  readonly variables: CaseVariables;
  readonly command: LoggedCommand;
}

export function protectStep({ fields, loaded, variables, command }: Stepping): Protection | undefined {
  const { places, findable } = fields;
  const before = loaded?.sealed;
  if (places.size === 0 && !before) return undefined;
  const values = new SensitiveValues(withSealed(places, before));
  const scopes = [...Object.values(variables), ...dataOf(command)];
  if (!before && !scopes.some((scope) => values.holds(scope))) return undefined;
  for (const scope of [...scopes, ...Object.values(loaded?.variables ?? {})]) values.learn(scope);
  return { values, findable: [...findable], ...(loaded && { before: loaded.variables }) };
}

/** What was sealed stays sealed, also where no form says so any more. */
export function withSealed(places: ReadonlySet<string>, sealed: readonly string[] = []): ReadonlySet<string> {
  const known = (name: string): boolean =>
    [...places].some((place) => place === name || (/^[.[]/.test(place.slice(name.length)) && place.startsWith(name)));
  const more = sealed.filter((name) => !known(name));
  return more.length === 0 ? places : new Set([...places, ...more]);
}

/** What the command brings may not become a variable, and is in the log all the same. */
export function dataOf(command: LoggedCommand): readonly Variables[] {
  const { variables, payload, input } = command as { readonly [name: string]: unknown };
  return [variables, payload, input].filter((data): data is Variables => typeof data === 'object' && data !== null && !Array.isArray(data));
}
