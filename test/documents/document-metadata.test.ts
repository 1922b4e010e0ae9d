/** The data of Annex VI: names, formats and lengths. */
import test from 'ava';
import { documentMetadata, incomingMetadata, type MetadataInput } from '../../documents/document-metadata.ts';
import { dossierMetadata, type DossierInput } from '../../documents/dossier-metadata.ts';

const INPUT: MetadataInput = {
  fileCode: { organId: '000.00.05.G13', fileCatalog: 2026, fileNotation: 'HS-THA-12' },
  docOrdinal: 3,
  typeName: 'Quyết định',
  number: 5,
  notation: 'QĐ-CA',
  issuedOn: '2026-09-07',
  organName: 'Tòa án nhân dân khu vực 1 – Hà Nội',
  subject: 'Hoãn chấp hành án phạt tù',
  pages: 2,
  signer: { position: 'Phó Chánh án', fullName: 'Nguyễn Văn Bình' },
  to: [{ organId: '000.00.07.G13', organName: 'Viện kiểm sát nhân dân khu vực 1 – Hà Nội' }],
};

test('all fields of an outgoing document', (t) => {
  t.deepEqual(documentMetadata(INPUT), {
    FileCode: { OrganId: '000.00.05.G13', FileCatalog: 2026, FileNotation: 'HS-THA-12' },
    DocOrdinal: 3,
    TypeName: 'Quyết định',
    CodeNumber: '05',
    CodeNotation: 'QĐ-CA',
    IssuedDate: '07/09/2026',
    OrganName: 'Tòa án nhân dân khu vực 1 – Hà Nội',
    Subject: 'Hoãn chấp hành án phạt tù',
    Language: 'Tiếng Việt',
    PageAmount: 2,
    Description: '',
    SignerInfo: { Position: 'Phó Chánh án', FullName: 'Nguyễn Văn Bình' },
    To: [{ OrganId: '000.00.07.G13', OrganName: 'Viện kiểm sát nhân dân khu vực 1 – Hà Nội' }],
    Priority: 0,
    IssuedAmount: 1,
    DueDate: '',
  });
});

const WRONG: readonly (readonly [string, Partial<MetadataInput>])[] = [
  ['OrganId', { fileCode: { ...INPUT.fileCode, organId: '0'.repeat(14) } }],
  ['OrganName', { to: [{ organId: '1', organName: 'x'.repeat(201) }] }],
  ['FullName', { signer: { position: 'A', fullName: 'x'.repeat(51) } }],
  ['Subject', { subject: 'ệ'.repeat(501) }],
  ['PageAmount', { pages: 1000 }],
  ['IssuedDate', { issuedOn: '2026-02-30' }],
  ['DueDate', { dueOn: '07/09/2026' }],
];

for (const [field, change] of WRONG) {
  test(`${field} that is too long or no day is refused by name`, (t) => {
    const error = t.throws(() => documentMetadata({ ...INPUT, ...change }), { code: 'documents.metadata' });
    t.like(error, { details: { field } });
  });
}

test('letters are counted, not bytes', (t) => {
  t.notThrows(() => documentMetadata({ ...INPUT, subject: 'ệ'.repeat(500) }));
});

const ARRIVAL = { arrivedOn: '2026-09-08', arrivalNumber: '311', toPlaces: 'Phòng Hồ sơ', traceHeaderList: 'x'.repeat(5000) };

test('a document that came in says when, under which number, and for whom', (t) => {
  t.like(incomingMetadata(INPUT, ARRIVAL), { CodeNumber: '05', ArrivalDate: '08/09/2026', ArrivalNumber: '311', ToPlaces: 'Phòng Hồ sơ' });
  t.throws(() => incomingMetadata(INPUT, { ...ARRIVAL, arrivalNumber: '0'.repeat(11) }), { code: 'documents.metadata' });
  t.throws(() => incomingMetadata(INPUT, { ...ARRIVAL, toPlaces: 'x'.repeat(1001) }), { code: 'documents.metadata' });
});

const DOSSIER: DossierInput = {
  fileCode: INPUT.fileCode,
  title: 'Hồ sơ hoãn chấp hành án phạt tù đối với Trần Thị Mai',
  maintenance: 'Vĩnh viễn',
  rights: 'Hạn chế',
  creator: 'Nguyễn Thị Thu Hà',
  startedOn: '2026-09-07',
  documents: 12,
  pages: 48,
};

test('a file says what it holds, and has no end while it is open', (t) => {
  t.like(dossierMetadata(DOSSIER), { StartDate: '07/09/2026', EndDate: '', DocTotal: 12, PageTotal: 48, Language: 'Tiếng Việt' });
  t.is(dossierMetadata({ ...DOSSIER, endedOn: '2027-06-30' }).EndDate, '30/06/2027');
  for (const wrong of [{ title: 'x'.repeat(501) }, { pages: 10_000 }, { creator: 'x'.repeat(31) }, { startedOn: '2026-13-01' }])
    t.throws(() => dossierMetadata({ ...DOSSIER, ...wrong }), { code: 'documents.metadata' }, JSON.stringify(wrong));
});
