/** A form as the server sent it, ready to be filled in: compiled by the server's own code, with the lists that its codes are from. */
import { feel } from '../../../expressions/feel.ts';
import type { Json } from '../../../expressions/json.ts';
import type { Catalogue } from '../../../forms/catalogue.ts';
import { compileForm } from '../../../forms/compile-form.ts';
import type { Form, FormScope, JsonObject } from '../../../forms/form.ts';
import { withAccess, type FieldAccess } from '../../../forms/with-access.ts';
import { withOutcome } from '../../../forms/with-outcome.ts';
import { request } from '../shared/request.ts';
import type { FormShown } from '../shared/types.ts';

export interface OpenForm {
  readonly form: Form;
  readonly components: readonly Component[];
  readonly openedOn: string;
  readonly variables: JsonObject;
  readonly catalogue: (key: string) => Catalogue | undefined;
  /** how the task is to end, where that is chosen */
  readonly outcome?: string;
}

/** A component of the schema (form-js), as far as it says how something is shown. */
export interface Component {
  readonly type: string;
  readonly key?: string;
  readonly path?: string;
  readonly label?: string;
  readonly text?: string;
  readonly subtype?: 'date' | 'time' | 'datetime';
  readonly description?: string;
  readonly values?: readonly { readonly value: string | number | boolean; readonly label: string }[];
  readonly components?: readonly Component[];
  readonly allowAddRemove?: boolean;
  readonly accept?: string;
  readonly multiple?: boolean;
  readonly properties?: Readonly<Record<string, string>>;
}

interface CataloguePage extends Catalogue {
  readonly next?: string;
}

const PAGE = 200;
/** As on the server: an expression that costs more decides nothing. */
const FUEL = 200_000;

/** As far as the rules of who looks let them: the server keeps to the same ones. */
export async function openForm(
  { schema, variables, openedOn, catalogues }: FormShown,
  accessOf?: (form: Form) => FieldAccess,
): Promise<OpenForm> {
  const compiled = compileForm(schema, feel);
  if (!compiled.ok) throw new Error(`Expected a form that compiles: ${compiled.problems.map(({ message }) => message).join(' ')}`);
  const lists = await Promise.all(
    Object.entries(catalogues).map(async ([key, version]) => [key, await wholeCatalogue(key, version)] as const),
  );
  const known = new Map(lists);
  return {
    form: accessOf ? withAccess(compiled.form, accessOf(compiled.form), true) : compiled.form,
    components: (schema as unknown as { readonly components: readonly Component[] }).components,
    openedOn,
    variables: variables as JsonObject,
    catalogue: (key) => known.get(key),
  };
}

async function wholeCatalogue(key: string, version: number): Promise<Catalogue> {
  const items: Catalogue['items'][number][] = [];
  let cursor: string | undefined;
  let page: CataloguePage;
  do {
    page = await request<CataloguePage>(`/catalogues/${key}`, { query: { version, all: true, limit: PAGE, cursor } });
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return { ...page, version: String(version), items };
}

export function scopeOf({ form, variables, catalogue, openedOn, outcome }: OpenForm): FormScope {
  const seen = withOutcome(form, variables, outcome);
  let left = FUEL;
  return {
    now: new Date().toISOString(),
    openedOn,
    catalogue,
    variable: (name): Json | undefined => (Object.hasOwn(seen, name) ? seen[name] : undefined),
    fuel: {
      spend(units) {
        left -= units;
        if (left < 0) throw new Error('Expected the conditions of a form to cost less.');
      },
    },
  };
}
