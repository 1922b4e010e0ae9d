/** A node that dies between any two of: read, stored, taken over by a case, on record. What is sent again after that is there once. */
import ava from 'ava';
import { installCrashHook, type CrashPoint } from '../../../commands/crash-point.ts';
import { keepHouse } from '../../../store/queues/housekeeping.ts';
import { bpmn, chain, deployed, OFFICER, task, useOffice } from '../fixtures.ts';
import { scanPdf } from './files.ts';

const office = useOffice(ava);
const test = ava.serial;
const FORM = { id: 'with-file', type: 'default', components: [{ type: 'filepicker', key: 'files', label: 'Tệp' }] };

let dying: CrashPoint | undefined;
class Died extends Error {}
test.before(async () => {
  installCrashHook((point) => {
    if (point !== dying) return;
    dying = undefined;
    throw new Died(point);
  });
  const body = `<startEvent id="s" tk:form="with-file"/>${task('a')}<endEvent id="e"/>${chain('s', 'a', 'e')}`;
  await deployed(office, ['filed.bpmn', bpmn('filed', body)], ['with-file.form', JSON.stringify(FORM)]);
});

for (const point of ['uploadNormalised', 'uploadStored', 'uploadsAdopted', 'beforeSave', 'stepSaved'] as const)
  test(`died at ${point}: the file and its case are there once, and nothing else is left`, async (t) => {
    const file = scanPdf({ text: point, drawn: true });
    const course = async () => {
      const stored = await office.run<'storeUpload'>(OFFICER, { type: 'storeUpload', file });
      const { id, size, type, sha256 } = stored;
      const variables = { files: [{ id, name: 'a.pdf', size, type, sha256 }] };
      return await office.run<'startCase'>(OFFICER, { type: 'startCase', procedure: 'filed', variables }, { idempotencyKey: point });
    };
    dying = point;
    await t.throwsAsync(course(), { instanceOf: Died });
    const { caseId } = await course();
    office.pass(4 * 86_400);
    await keepHouse(office.db, office.services.clock());
    const { rows } = await office.db.pool.query('select case_id, expires_at from upload where sha256 = sha256($1)', [file]);
    t.deepEqual(rows, [{ case_id: caseId, expires_at: null }]);
    t.is((await office.db.pool.query("select from data_key where owner like 'upload/%'")).rowCount, 0);
    t.is((await office.db.pool.query("select from process_case where procedure = 'filed' and id = $1", [caseId])).rowCount, 1);
  });
