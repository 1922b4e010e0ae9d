/** A certified copy holds the bytes of its scan: what is found in the scan is in the copy. */
import test from 'ava';
import { requireCleanCopy } from '../../../commands/uploads/require-clean-copy.ts';
import { loadDocuments } from '../../../store/repositories/documents.ts';
import { scanUploads } from '../../../worker/scan-uploads.ts';
import { infectedPdf } from '../../scanning/eicar.ts';
import { toldScanner } from '../../scanning/told-scanner.ts';
import { bpmn, chain, deployed, MANAGER, refusal, started, task } from '../fixtures.ts';
import { scanPdf } from '../uploads/files.ts';
import { caseDocumentBytes } from './copied.ts';
import { REGISTRY, useSigningOffice } from './signing-office.ts';

const NEW_MALWARE = 'a text that nobody knows to be harmful yet';
const scanner = toldScanner();
const office = useSigningOffice(test, {}, { scanner });
const asks = (key: string): string =>
  `<tk:document key="${key}" required="true"/><tk:signature document="${key}" capacity="personal" order="1" kind="paper"/>`;

test.serial.before(async () => {
  const enter = (id: string) => task(id, 'tk:candidateRoles="manager"', `<extensionElements>${asks(id)}</extensionElements>`);
  const body = `<startEvent id="s"/>${enter('first')}${enter('second')}<endEvent id="e"/>${chain('s', 'first', 'second', 'e')}`;
  await deployed(office, ['papers.bpmn', bpmn('papers', body)]);
});
test.serial.beforeEach(() => {
  scanner.isDown = false;
  scanner.known.delete(NEW_MALWARE);
});

type At = { readonly caseId: string; readonly instance: number };
const claimed = async (at: At): Promise<At> => {
  await office.run<'claimTask'>(MANAGER, { type: 'claimTask', caseId: at.caseId, instance: at.instance });
  return at;
};
const store = async ({ caseId }: At, file: Buffer) =>
  (await office.run<'storeUpload'>(MANAGER, { type: 'storeUpload', caseId, file })).sha256;

test.serial('no copy is made of a scan before it was scanned for malware', async (t) => {
  const at = await claimed(await started(office, 'papers'));
  scanner.isDown = true;
  const copies = [{ document: 'first', scan: await store(at, scanPdf({ text: 'chờ' })) }];
  scanner.isDown = false;
  t.is(await refusal(office.begin(MANAGER, { ...at, copies })), 'conflict uploadNotScanned');
  await scanUploads(office.services);
  t.like(await office.begin(MANAGER, { ...at, copies }), { state: 'prepared' });
});

test.serial('a copy whose scan is found to have malware later is given to nobody; other documents of the case are', async (t) => {
  const at = await claimed(await started(office, 'papers'));
  await office.seal(
    await office.begin(MANAGER, { ...at, copies: [{ document: 'first', scan: await store(at, infectedPdf('sau', NEW_MALWARE)) }] }),
  );
  const { rows } = await office.db.pool.query("select instance from user_task where case_id = $1 and state = 'open'", [at.caseId]);
  const next = await claimed({ caseId: at.caseId, instance: rows[0].instance });
  await office.seal(
    await office.begin(MANAGER, { ...next, copies: [{ document: 'second', scan: await store(next, scanPdf({ text: 'sạch' })) }] }),
  );
  const bytes = await Promise.all((await loadDocuments(office.db, at.caseId)).map(async (one) => await caseDocumentBytes(office.db, one)));
  const refused = async () =>
    await Promise.all(
      bytes.map(
        async (one) =>
          await requireCleanCopy(office.services, at.caseId, one).then(
            () => 'given',
            (error: { code: string }) => error.code,
          ),
      ),
    );
  t.deepEqual(await refused(), ['given', 'given']);
  scanner.known.set(NEW_MALWARE, 'Pdf.Trojan.Later-1');
  office.pass(8 * 86_400);
  await scanUploads(office.services);
  t.deepEqual(await refused(), ['uploadBlocked', 'given']);
});

test.serial('a copy that waits for the seal is not certified once malware was found in its scan', async (t) => {
  const at = await claimed(await started(office, 'papers'));
  const begun = await office.begin(MANAGER, {
    ...at,
    copies: [{ document: 'first', scan: await store(at, infectedPdf('chờ dấu', NEW_MALWARE)) }],
  });
  await office.db.pool.query("update upload set finding = 'Pdf.Trojan.Later-1' where case_id = $1", [at.caseId]);
  const seal = { type: 'beginSeal', signing: begun.id, key: { method: 'demo' } } as const;
  t.is(await refusal(office.run<'beginSeal'>(REGISTRY, seal)), 'conflict uploadBlocked');
});
