import fs from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { Rejection } from '../../errors.ts';
import { certificatePem } from '../../keys/demo-authority/demo-files.ts';
import { loadTrust } from '../../keys/trust/load-trust.ts';
import { allAnchors, joinTrust } from '../../keys/trust/trust.ts';
import { isTrustedAt } from '../../signing/trust/trust-anchor.ts';
import { buildPath } from '../../signing/trust/build-path.ts';
import { DUONG, makeAuthority, temporaryFolder } from './made-authority.ts';

const authority = await makeAuthority();
const { certificate } = await authority.ensurePerson(DUONG);
const [root] = authority.trust.signing;
const [issuing] = authority.trust.intermediates;

function folderWith(content: unknown): string {
  const folder = temporaryFolder();
  fs.writeFileSync(path.join(folder, 'root.pem'), root ? certificatePem(root.certificate) : '');
  fs.writeFileSync(path.join(folder, 'issuing.pem'), issuing ? certificatePem(issuing) : '');
  fs.writeFileSync(path.join(folder, 'empty.pem'), 'nothing');
  fs.writeFileSync(path.join(folder, 'trust.json'), typeof content === 'string' ? content : JSON.stringify(content));
  return folder;
}

const entry = { file: 'root.pem', usage: ['signing', 'timeStamp'] };

test('anchors are trusted for what and when the file says', (t) => {
  const to = new Date(Date.now() + 86_400_000).toISOString().slice(0, 16);
  const trust = loadTrust(
    folderWith({
      anchors: [
        { file: 'root.pem', usage: ['signing'], from: '2020-01-01T00:00:00+07:00', to: `${to}Z`, source: 'Quyết định …' },
        { file: 'issuing.pem', usage: ['timeStamp'] },
      ],
      intermediates: ['issuing.pem'],
    }),
  );
  t.deepEqual([trust.signing.length, trust.timeStamp.length, trust.intermediates.length], [1, 1, 1]);
  t.is(trust.signing[0]?.trustedFrom, Date.UTC(2019, 11, 31, 17));
  t.is(trust.signing[0]?.trustedUntil, Date.parse(`${to}Z`));
  const now = Date.now();
  t.true('path' in buildPath(certificate, trust.intermediates, trust.signing, now));
  const after = now + 2 * 86_400_000;
  t.true(trust.signing.every((anchor) => !isTrustedAt(anchor, after)));
  t.true('failure' in buildPath(certificate, trust.intermediates, trust.signing, after), 'withdrawn trust ends, and not before');
});

test('an anchor for both uses counts once, and parts are joined', (t) => {
  const trust = loadTrust(folderWith({ anchors: [entry] }));
  t.is(allAnchors(trust).length, 1);
  t.is(allAnchors(joinTrust(trust, authority.trust)).length, 2);
});

const WRONG: readonly (readonly [string, unknown, readonly string[]])[] = [
  ['no JSON', '{', ['']],
  ['a list', [], ['']],
  ['without anchors', {}, ['/anchors']],
  ['with an empty list', { anchors: [] }, ['/anchors']],
  ['with an unknown setting', { anchors: [entry], trustAll: true }, ['/trustAll']],
  ['with an unknown field', { anchors: [{ ...entry, until: '2030-01-01T00:00:00Z' }] }, ['/anchors/0/until']],
  ['without usage', { anchors: [{ file: 'root.pem' }] }, ['/anchors/0/usage']],
  ['with a usage that is none', { anchors: [{ ...entry, usage: ['signing', 'tls'] }] }, ['/anchors/0/usage']],
  ['with a file that is not there', { anchors: [{ ...entry, file: 'gone.pem' }] }, ['/anchors/0/file']],
  ['with a file without certificates', { anchors: [{ ...entry, file: 'empty.pem' }] }, ['/anchors/0/file']],
  ['with a file elsewhere', { anchors: [{ ...entry, file: '../root.pem' }] }, ['/anchors/0/file']],
  [
    'with times that are none, or the wrong way round',
    {
      anchors: [
        { ...entry, from: '1/1/2020' },
        { ...entry, from: '2021-01-01T00:00:00Z', to: '2020-01-01T00:00:00Z' },
      ],
    },
    ['/anchors/0/from', '/anchors/1/to'],
  ],
  ['with a day only, whose hour nobody knows', { anchors: [{ ...entry, to: '2030-01-01' }] }, ['/anchors/0/to']],
  ['with intermediates that are none', { anchors: [entry], intermediates: ['gone.pem', 7] }, ['/intermediates/0', '/intermediates/1']],
  ['with an entry that is none', { anchors: [null] }, ['/anchors/0']],
];
for (const [what, content, places] of WRONG) {
  test(`a trust file ${what} is refused whole, with the place`, (t) => {
    const error = t.throws(() => loadTrust(folderWith(content)), { instanceOf: Rejection, code: 'trust.invalid' });
    t.deepEqual(
      error?.problems.map((problem) => problem.path),
      [...places],
    );
  });
}

test('a folder without a trust file is refused', (t) => {
  t.throws(() => loadTrust(temporaryFolder()), { code: 'trust.invalid' });
});
