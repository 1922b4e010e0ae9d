/** The full case that each module tells in the demonstration, by people with keys: every document is made, signed, sealed, numbered, sound. */
import test from 'ava';
import type { Json } from '../../../expressions/json.ts';
import { readScenario } from '../../../scenarios/read-scenario.ts';
import { isValid } from '../../../signing/report/is-valid.ts';
import { verifyPdf } from '../../../signing/verify-pdf.ts';
import { loadContent, loadDocuments } from '../../../store/repositories/documents.ts';
import { loadCase } from '../../../store/repositories/load-case.ts';
import { verifyAuditChain } from '../../../store/queries/case-history.ts';
import { required } from '../../../errors.ts';
import { createDatabase, dropDatabase } from '../../database.ts';
import { drive, furnish, openSignedOffice } from './signed-case.ts';

const QUICK = ['postponement', 'relocation'];
const ALL = [...QUICK, 'suspension', 'temporary-extraction', 'international-transfer', 'sentence-reduction', 'conditional-release'];
const MODULES = process.env['TEST_TIER'] === 'slow' ? ALL : QUICK;

const isNumbered = (value: Json): value is { readonly number: string; readonly issuedOn: { readonly value: string } } =>
  typeof value === 'object' && value !== null && 'number' in value && 'issuedOn' in value;

for (const key of MODULES)
  test.serial(`${key}: the case is signed from end to end`, async (t) => {
    t.timeout(180_000);
    const url = await createDatabase();
    const office = await openSignedOffice(url);
    t.teardown(async () => {
      await office.db.close();
      await dropDatabase(url);
    });
    const module = required(
      office.modules.find(({ manifest }) => manifest.key === key),
      key,
    );
    const file = required(
      module.scenarios.find((one) => one.file.endsWith(module.manifest.demo ?? '')),
      'the scenario of the demonstration',
    );
    const scenario = await furnish(office, readScenario(file.json, file.file));
    const { caseId, signed } = await drive(office, scenario);
    t.true(signed.length > 3, signed.join());
    const documents = await loadDocuments(office.db, caseId);
    for (const { key: name, sha256, revisions } of documents) {
      const bytes = required(await loadContent(office.db, caseId, sha256), name);
      const anchors = required(office.services.signing, 'signing').anchors();
      const report = verifyPdf(bytes, { anchors, at: office.at });
      t.true(isValid(report, true), `${name}: ${JSON.stringify(report.signatures.map(({ findings }) => findings))}`);
      t.is(report.signatures.length, revisions.length, name);
    }
    const { rows } = await office.db.pool.query<{ state: string; n: number }>(
      'select state, count(*)::int as n from number_entry where case_id = $1 group by state',
      [caseId],
    );
    t.deepEqual(
      rows.map(({ state }) => state),
      ['used'],
      'every number that was taken is used',
    );
    // what later documents cite is what stands on the earlier ones, whatever was typed
    const loaded = required(await loadCase(office.db, caseId, { now: office.services.clock() }), 'case');
    const cited = Object.values(loaded.variables).flatMap((scope) => Object.values(scope).filter(isNumbered));
    const { rows: given } = await office.db.pool.query<{ number: string; day: string }>(
      'select number, day from number_entry where case_id = $1',
      [caseId],
    );
    t.true(cited.length > 0);
    for (const { number, issuedOn } of cited)
      t.true(
        given.some((entry) => entry.number === number && entry.day === issuedOn.value),
        `${number} ${issuedOn.value}: ${JSON.stringify(given)}`,
      );
    t.like(await verifyAuditChain(office.db, caseId), { intact: true });
  });
