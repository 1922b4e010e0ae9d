/** Why a shipped procedure decided as it did, over the API: which rule fired, and by how much a condition failed. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ava from 'ava';
import { install } from '../../composition/install.ts';
import { readModule } from '../../composition/modules/read-module.ts';
import type { Json } from '../../expressions/json.ts';
import { saveUnits, seedAccount } from '../../store/repositories/accounts.ts';
import { addPerson } from '../../store/repositories/persons.ts';
import { useApi } from './api-server.ts';

const server = useApi(ava);
const MODULE = path.join(import.meta.dirname, '../../processes/conditional-release');

interface Explained {
  readonly node: string;
  readonly output: Json;
  readonly reproduced: boolean;
  readonly text: readonly { readonly vi: string; readonly en: string }[];
}

/** The prisoner of a shipped scenario, looked at on another day. */
async function assessed(countedOn: string): Promise<readonly Explained[]> {
  const scenario = JSON.parse(readFileSync(path.join(MODULE, 'scenarios/assess-half-less-a-day.json'), 'utf8')) as {
    variables: Record<string, Record<string, Json>>;
  };
  const variables = { ...scenario.variables, review: { ...scenario.variables['review'], countedOn } };
  const secretary = server.as('secretary');
  const { status, body } = await secretary('POST', '/api/v1/cases', { body: { procedure: 'conditional-release', variables } });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return (await secretary('GET', `/api/v1/cases/${body.caseId}/decisions`)).body.items as readonly Explained[];
}
const of = (items: readonly Explained[], node: string): Explained => {
  const found = items.find((one) => one.node === node);
  if (!found) throw new Error(`No decision at ${node}.`);
  return found;
};
const said = (explained: Explained): string => explained.text.map(({ vi }) => vi).join('\n');

ava.before(async () => {
  const kinds: Readonly<Record<string, string>> = { c10: 'department', toaan: 'court', vks: 'procuracy', catinh: 'police', caxa: 'police' };
  const paths = ['c10', 'c10.thanhxuan', 'toaan', 'toaan.hanoi', 'toaan.capcao1', 'vks', 'vks.hanoi', 'catinh', 'caxa', 'caxa.tanmai'];
  const kindOf = (unit: string): string => (unit === 'c10.thanhxuan' ? 'prison' : (kinds[unit.split('.')[0] ?? ''] ?? 'unit'));
  await saveUnits(
    server.db,
    paths.map((unit) => ({ id: unit, path: unit, name: unit, kind: kindOf(unit) })),
  );
  const person = { id: 'person-secretary', name: 'Thư ký Hội đồng', unitPath: 'c10.thanhxuan' };
  const grants = [{ role: 'council-secretary', unitPath: 'c10.thanhxuan' }];
  await seedAccount(server.db, { id: 'secretary', login: 'secretary', person, grants }, '2026-01-01T00:00:00.000Z');
  const prisoner = { kind: 'prisoner', name: 'Phạm Văn Dũng', unitPath: 'c10.thanhxuan' };
  await addPerson(server.db, 'pn-0203', prisoner, { account: 'secretary', person: 'person-secretary' }, '2026-01-01T00:00:00.000Z');
  await install(server.services.commands, [readModule(MODULE), readModule(path.join(MODULE, '../parameter-change'))], false);
});

ava('a prisoner who served five months less than the minimum is told so, by the rule that fired', async (t) => {
  const conditions = of(await assessed('2026-03-04'), 'checkConditions');
  t.true(conditions.reproduced);
  t.deepEqual((conditions.output as readonly { code: string }[]).map(({ code }) => code).includes('notServed'), true);
  t.regex(JSON.stringify(conditions.output), /còn thiếu 5 tháng/);
  t.regex(said(conditions), /còn thiếu 5 tháng/);
});

ava('a rule that did not fire says which condition failed, and by how much', async (t) => {
  const items = await assessed('2026-08-04');
  const progress = of(items, 'checkProgress');
  t.true(progress.reproduced);
  t.regex(said(progress), /không áp dụng: .* là .*, điều kiện là /);
});
