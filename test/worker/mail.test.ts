import ava from 'ava';
import { saveNotices } from '../../store/projections/notices.ts';
import { deliverOutbox } from '../../worker/deliver-outbox.ts';
import { openSmtpMailer } from '../../worker/mail/smtp-mailer.ts';
import type { Services } from '../../commands/contract.ts';
import { OFFICER, refusal, useOffice } from '../commands/fixtures.ts';
import { Transient } from '../../errors.ts';
import { makeAuthority } from '../tls/authority.ts';
import { decodedWords, openSmtpBox, type SmtpBox } from './smtp-box.ts';

const office = useOffice(ava);
const test = ava.serial;
let box: SmtpBox;
let services: Services;

const FROM = 'Trình Ký <no-reply@toaan.gov.vn>';
const mailerAt = (url: string) => openSmtpMailer({ url, from: FROM });

test.before(async () => {
  box = await openSmtpBox();
  services = { ...office.services, mailer: mailerAt(box.url) };
  await office.db.pool.query("update person set email = 'can.bo@toaan.gov.vn' where id = 'person-officer'");
  await office.db.pool.query("update person set email = 'nobody.asked@toaan.gov.vn' where id = 'person-officer2'");
});
test.beforeEach(() => {
  box.taken.length = 0;
  box.refuse = undefined;
});
test.after.always(async () => await box.stop());

const want = async (mail: boolean, language: 'vi' | 'en' = 'vi') =>
  await (await import('../../commands/run-command.ts')).runCommand(services, OFFICER, { type: 'setNoticePreference', mail, language });

let count = 0;
async function tell(vi: string, more: { readonly mail?: boolean; readonly id?: string } = {}): Promise<string> {
  const id = more.id ?? `event-${++count}`;
  const to = { accounts: ['officer', 'officer2'] };
  await saveNotices(
    office.db,
    { id, template: 'test', to, data: {}, text: { vi, en: `EN ${vi}` }, mail: more.mail ?? true },
    services.clock(),
  );
  return id;
}
const send = async (with_: Services = services) => {
  while (await deliverOutbox(with_, 'mail'));
};
async function mailOf(event: string) {
  const { rows } = await office.db.pool.query<Record<string, unknown>>(
    "select m.* from mail m join notice n on n.id = m.notice where n.event = $1 and n.account = 'officer'",
    [event],
  );
  return rows[0];
}

test('mail is for those who want it, and have an address', async (t) => {
  await tell('Trước khi chọn');
  await send();
  t.deepEqual(box.taken, []);
  await want(true);
  const event = await tell('Bạn có việc mới');
  await send();
  t.deepEqual(
    box.taken.map(({ to }) => to),
    [['can.bo@toaan.gov.vn']],
  );
  t.like(await mailOf(event), { state: 'accepted', tries: 1 });
  t.regex(String((await mailOf(event))?.['answer']), /^250/);
});

test('letters with accents arrive whole, in subject and body, in the language that was chosen', async (t) => {
  const text = 'Quyết định hoãn chấp hành án phạt tù – hồ sơ HS-01\nKính gửi ông Nguyễn Văn Đức,\nhạn: 24:00 ngày 25/11/2026.';
  await tell(text);
  await send();
  const [mail] = box.taken;
  t.is(decodedWords(mail?.headers.get('subject') ?? ''), text.split('\n')[0] ?? '');
  t.is(mail?.body.replaceAll('\r\n', '\n').trimEnd(), text);
  t.true([...(mail?.raw ?? '')].every((letter) => letter.charCodeAt(0) < 128));
  t.is(mail?.headers.get('auto-submitted'), 'auto-generated');
  await want(true, 'en');
  await tell('Xin chào');
  await send();
  t.is(decodedWords(box.taken[1]?.headers.get('subject') ?? ''), 'EN Xin chào');
  await want(true);
});

test('a long subject is folded into encoded words of at most 75 characters', async (t) => {
  const subject = 'Thông báo về việc '.repeat(9).trim();
  await tell(subject);
  await send();
  const header = /^Subject:((?:.*\r\n)(?:[ \t].*\r\n)*)/m.exec(box.taken[0]?.raw ?? '')?.[1] ?? '';
  t.is(decodedWords(header.replaceAll(/\r\n/g, '').trim()), subject);
  for (const word of header.match(/=\?[^?]+\?[BQ]\?[^?]*\?=/gi) ?? []) t.true(word.length <= 75, word);
  for (const line of header.split('\r\n')) t.true(line.length <= 78, line);
});

test('no text of a notice becomes a header or a second recipient', async (t) => {
  await tell('Việc mới\r\nBcc: thief@example.com\r\n\r\nX');
  await tell('Việc\rBcc: thief@example.com');
  await tell('Việc\u2028Bcc: thief@example.com');
  await send();
  t.is(box.taken.length, 3);
  for (const { to, headers } of box.taken) {
    t.deepEqual(to, ['can.bo@toaan.gov.vn']);
    t.false(headers.has('bcc'));
  }
});

test('an address that would inject a header, or is a list, is refused for good', async (t) => {
  for (const address of ['a@b.vn\r\nBcc: x@y.vn', 'a@b.vn, c@d.vn', 'Tên <a@b.vn>', 'a@b', 'a b@c.vn']) {
    await office.db.pool.query("update person set email = $1 where id = 'person-officer'", [address]);
    t.is(await refusal(want(true)), 'conflict mailAddressMissing', address);
    const event = await tell('Thử');
    await send();
    t.like(await mailOf(event), { state: 'refused' }, address);
  }
  t.deepEqual(box.taken, []);
  await office.db.pool.query("update person set email = 'can.bo@toaan.gov.vn' where id = 'person-officer'");
});

test('the same event is one notice and one mail; its message id comes from the notice', async (t) => {
  const event = await tell('Một lần');
  await tell('Một lần', { id: event });
  await send();
  await send();
  t.is(box.taken.length, 1);
  const row = await mailOf(event);
  t.is(box.taken[0]?.headers.get('message-id'), `<notice.${String(row?.['notice'])}@toaan.gov.vn>`);
});

test('a server that is down loses nothing: the mail goes when it is back', async (t) => {
  const { port } = box;
  await box.stop();
  const event = await tell('Máy chủ nghỉ');
  await send();
  t.like(await mailOf(event), { state: 'queued', tries: 1 });
  office.pass(1);
  await send();
  box = await openSmtpBox(port);
  office.pass(600);
  await send();
  t.is(box.taken.length, 1);
  t.is((await mailOf(event))?.['state'], 'accepted');
});

for (const at of ['recipient', 'message'] as const) {
  test(`a 4yz answer to the ${at} is tried again`, async (t) => {
    box.refuse = { code: 451, at };
    const event = await tell('Tạm thời');
    await send();
    t.like(await mailOf(event), { state: 'queued', tries: 1 });
    t.regex(String((await mailOf(event))?.['answer']), /451/);
    box.refuse = undefined;
    office.pass(600);
    await send();
    t.like(await mailOf(event), { state: 'accepted', tries: 2 });
    t.is(box.taken.length, 1);
  });

  test(`a 5yz answer to the ${at} is recorded and not tried again`, async (t) => {
    box.refuse = { code: 550, at };
    const event = await tell('Không có hộp thư');
    await send();
    t.like(await mailOf(event), { state: 'refused', tries: 1 });
    t.regex(String((await mailOf(event))?.['answer']), /550/);
    box.refuse = undefined;
    office.pass(7_200);
    await send();
    t.deepEqual(box.taken, []);
  });
}

test('after five days of temporary refusals a mail is given up, on record', async (t) => {
  box.refuse = { code: 451, at: 'recipient' };
  const event = await tell('Năm ngày');
  await send();
  office.pass(5 * 86_400 + 60);
  await send();
  t.like(await mailOf(event), { state: 'expired' });
});

test('without a mail server nobody can choose mail, and what is queued waits', async (t) => {
  const { mailer: _, ...without } = services;
  const event = await tell('Chưa cấu hình');
  await send(without);
  t.like(await mailOf(event), { state: 'queued' });
  office.pass(600);
  await send();
  t.like(await mailOf(event), { state: 'accepted' });
  t.is(await refusal(office.run(OFFICER, { type: 'setNoticePreference', mail: true })), 'conflict mailUnavailable');
});

test('mail that waits for its server does not hold up what cases tell each other', async (t) => {
  await tell('Chờ');
  await office.db.pool.query(
    'insert into outbox (kind, payload, next_at) values (\'signalThrown\', \'{"id":"s1","name":"none","payload":{}}\', $1)',
    [services.clock()],
  );
  await deliverOutbox(services);
  const { rows } = await office.db.pool.query<{ kind: string }>('select kind from outbox where not dead order by kind');
  t.false(rows.some(({ kind }) => kind === 'signalThrown'));
  t.true(rows.some(({ kind }) => kind === 'sendMail'));
  await send();
});

test('a mail that somebody is sending is not sent by a second node', async (t) => {
  const event = await tell('Hai nút');
  const notice = (await mailOf(event))?.['notice'];
  await office.db.pool.query('update mail set trying_until = $2::timestamptz where notice = $1', [
    notice,
    new Date(Date.parse(services.clock()) + 60_000).toISOString(),
  ]);
  await send();
  t.deepEqual(box.taken, []);
  office.pass(600);
  await send();
  t.is(box.taken.length, 1);
});

test('where mail has to be secure, nothing goes to a server without TLS, or with a certificate that nobody we trust has issued', async (t) => {
  const strange = await openSmtpBox(0, await (await makeAuthority('Strange')).issue({ name: 'mail', usage: 'server' }));
  t.teardown(strange.stop);
  const letter = { to: 'can.bo@toaan.gov.vn', subject: 'Việc mới', text: 'x', messageId: '<1@toaan.gov.vn>' };
  for (const [url, secure, message] of [
    [box.url, true, /not recognized/],
    [strange.url, true, /certificate/],
    [strange.url, false, /certificate/],
  ] as const) {
    const mailer = openSmtpMailer({ url, from: FROM, secure });
    await t.throwsAsync(mailer.send(letter), { instanceOf: Transient, message });
    mailer.close();
  }
  t.deepEqual([box.taken, strange.taken], [[], []]);
});
