import test from 'ava';
import { RevocationLists } from '../../signing/trust/revocation-lists.ts';
import { issueBy, makeCrl, makeRoot, type Issued } from './pki/test-authority.ts';

const NOW = Date.parse('2026-11-29T02:00:00Z');
const DAY = 86_400_000;
const CA = { ca: true, usage: 0x06 };
const IN_FORCE = { thisUpdate: NOW - DAY, nextUpdate: NOW + DAY };

const root = await makeRoot({ name: 'Root', now: NOW });
const issuing = await issueBy(root, NOW, { name: 'Issuing', ...CA });
const lan = await issueBy(issuing, NOW, { name: 'Lan' });
const mai = await issueBy(issuing, NOW, { name: 'Mai' });
const der = ({ certificate }: Issued): Buffer => certificate.der;
const lists = (crls: readonly Buffer[], authorities: readonly Issued[] = [root, issuing]) =>
  new RevocationLists(crls, authorities.map(der), NOW);

test('who is on the list of the own authority is revoked, and others are in good standing, however often they are asked about', async (t) => {
  const read = lists([await makeCrl(issuing, { ...IN_FORCE, revoked: [{ subject: lan, at: NOW - DAY }] })]);
  for (let i = 0; i < 3; i += 1) t.deepEqual([read.standingOf(der(lan), NOW), read.standingOf(der(mai), NOW)], ['revoked', 'good']);
  t.is(read.nextUpdate, NOW + DAY);
});

test('a revocation counts also where its list has run out or is of an earlier day, beside a later one that forgot it', async (t) => {
  const earlier = await makeCrl(issuing, {
    thisUpdate: NOW - 9 * DAY,
    nextUpdate: NOW - 8 * DAY,
    revoked: [{ subject: lan, at: NOW - 9 * DAY }],
  });
  const read = lists([earlier, await makeCrl(issuing, IN_FORCE)]);
  t.deepEqual([read.standingOf(der(lan), NOW), read.standingOf(der(mai), NOW)], ['revoked', 'good']);
});

test('a list says nothing after its end, nor about certificates of another authority or of one that is not configured', async (t) => {
  const read = lists([await makeCrl(issuing, IN_FORCE)]);
  t.is(read.standingOf(der(lan), NOW + DAY), 'good');
  t.is(read.standingOf(der(lan), NOW + DAY + 1), 'unknown');
  t.is(lists([await makeCrl(root, IN_FORCE)]).standingOf(der(lan), NOW), 'unknown');
  t.is(lists([await makeCrl(root, IN_FORCE)], [root]).standingOf(der(lan), NOW), 'unknown');
});

test('a revoked authority takes its certificates with it', async (t) => {
  const revoked = await makeCrl(root, { ...IN_FORCE, revoked: [{ subject: issuing, at: NOW - DAY }] });
  t.is(lists([revoked, await makeCrl(issuing, IN_FORCE)]).standingOf(der(lan), NOW), 'revoked');
});

test('authorities that certify each other end the search', async (t) => {
  const crossed = await issueBy(issuing, NOW, { name: 'Root', ...CA }, root.key);
  const read = lists([await makeCrl(issuing, IN_FORCE)], [crossed, issuing]);
  t.is(read.standingOf(der(lan), NOW), 'good');
});

test('a list that another key signed in the name of the authority is refused, and so is what is no list or no certificate', async (t) => {
  const sound = await makeCrl(issuing, IN_FORCE);
  const forged = await makeCrl(issuing, { ...IN_FORCE, signer: lan });
  t.throws(() => lists([forged]), { code: 'signing.evidence' });
  t.throws(() => lists([Buffer.from('x')]), { code: 'signing.asn1' });
  t.throws(() => lists([sound]).standingOf(Buffer.from('x'), NOW), { code: 'signing.asn1' });
});
