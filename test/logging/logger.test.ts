import test from 'ava';
import { createLogger, type LoggerOptions } from '../../logging/logger.ts';
import { withLogContext } from '../../logging/log-context.ts';

function logged(options: Partial<LoggerOptions>, write: (logger: ReturnType<typeof createLogger>) => void): string {
  let text = '';
  write(createLogger({ level: 'info', format: 'json', destination: { write: (entry: string) => (text += entry) }, ...options }));
  return text;
}

test('an entry is one line of JSON with time, level, message and fields', (t) => {
  const entry = JSON.parse(logged({}, (logger) => logger.info({ caseId: 'HS-1' }, 'case started'))) as Record<string, unknown>;
  t.like(entry, { level: 'info', message: 'case started', caseId: 'HS-1' });
  t.regex(String(entry['time']), /^\d{4}-\d\d-\d\dT.*Z$/);
});

test('secrets are hidden by name at any depth, and passwords inside addresses', (t) => {
  const text = logged({}, (logger) =>
    logger.child({ sessionId: 's3cret' }).info(
      {
        user: 'lan',
        password: 's3cret',
        headers: { Cookie: 's3cret', accept: 'x' },
        list: [{ accessToken: 's3cret' }],
        url: 'postgres://u:s3cret@h/d',
      },
      'sign-in',
    ),
  );
  t.notRegex(text, /s3cret/);
  t.like(JSON.parse(text), { user: 'lan', headers: { accept: 'x' }, url: 'postgres://u:[hidden]@h/d' });
});

test('an error is logged with its causes, without its other fields and without passwords', (t) => {
  const cause = Object.assign(new Error('connect to postgres://u:s3cret@h/d failed'), { code: 'ECONNREFUSED', detail: 's3cret' });
  const text = logged({}, (logger) => logger.error({ err: new Error('cannot save', { cause }) }, 'step failed'));
  t.notRegex(text, /s3cret/);
  t.like(JSON.parse(text), { err: { message: 'cannot save', cause: { code: 'ECONNREFUSED' } } });
});

test('entries below the level are not written', (t) => {
  t.is(
    logged({ level: 'warn' }, (logger) => logger.info('quiet')),
    '',
  );
});

test('entries of one request carry its id, also after an await and nested', async (t) => {
  const lines: string[] = [];
  const logger = createLogger({ level: 'info', format: 'json', destination: { write: (entry: string) => void lines.push(entry) } });
  await withLogContext({ requestId: 'r1' }, async () => {
    await Promise.resolve();
    withLogContext({ caseId: 'c1' }, () => logger.info('inside'));
  });
  logger.info('outside');
  t.like(JSON.parse(lines[0] ?? ''), { requestId: 'r1', caseId: 'c1' });
  t.false('requestId' in (JSON.parse(lines[1] ?? '') as object));
});

test('on a terminal an entry is a readable line, and the stack follows an error', (t) => {
  const text = logged({ format: 'lines' }, (logger) =>
    logger.warn({ caseId: 'HS-1', note: 'two words', err: new Error('boom') }, 'slow step'),
  );
  t.regex(text, /^\d\d:\d\d:\d\d\.\d{3} warn {2}slow step caseId=HS-1 note="two words"\nError: boom\n {4}at /);
});

test('a value from outside cannot forge a line or control the terminal', (t) => {
  const text = logged({ format: 'lines' }, (logger) => logger.info({ name: 'x\n12:00:00 error forged\u001b[2J' }, 'seen'));
  t.is(text.split('\n').length, 2);
  t.notRegex(text, new RegExp(String.fromCharCode(27)));
});
