/** An office of two officers, their manager and a data steward with a small procedure of its own, beside the made-up organisation. */
import pg from 'pg';
import { openDatabase } from '../../store/connection.ts';
import { seedAccount } from '../../store/repositories/accounts.ts';
import { bpmn, chain, flow, outcomes, task } from '../commands/fixtures.ts';
import { courtApi, done, type Ask } from './court-api.ts';
import type { WithBrowser } from './with-browser.ts';

export const UNIT = 'cuc.hanoi.khuvuc1';
export const PROCEDURE = 'thu-don';
/** The same, begun with a form. */
export const WITH_FORM = 'thu-don-nop';
/** One whose next step cannot be found. */
export const STUCK = 'thu-don-ket';
const STAFF = [
  ['lan.hn', 'Nguyễn Thị Lan', 'officer', UNIT],
  ['mai.hn', 'Trần Thị Mai', 'officer', UNIT],
  ['minh.hn', 'Lê Quang Minh', 'manager', UNIT],
  ['dung.hn', 'Phạm Tiến Dũng', 'data-steward', 'cuc'],
  ['huy.hn', 'Đỗ Quang Huy', 'sysadmin', 'cuc'],
] as const;

/** Whoever may sign in with the password of the others. */
export async function seedStaff(database: string, staff: readonly (readonly [string, string, string, string])[]): Promise<void> {
  const db = openDatabase(database);
  try {
    const { rows } = await db.pool.query<{ password_hash: string }>("select password_hash from account where login = 'canbo.hanoi'");
    for (const [login, name, role, unitPath] of staff) {
      const person = { id: `p-${login}`, name, unitPath };
      const account = { id: login, login, passwordHash: rows[0]?.password_hash ?? '', person, grants: [{ role, unitPath }] };
      await seedAccount(db, account, new Date().toISOString());
    }
  } finally {
    await db.close();
  }
}

export async function openOffice({ database, server }: Pick<WithBrowser, 'database' | 'server'>): Promise<void> {
  await seedStaff(database, STAFF);
  const analyst = await courtApi(server.url, 'phantich');
  await done(analyst('POST', '/deployments', { name: 'Thử đơn', resources: RESOURCES }));
}

/** A case at its first step. */
export async function begun(clerk: Ask, subject: string, more: object = {}): Promise<Begun> {
  const body = { procedure: PROCEDURE, unitPath: UNIT, title: `Đơn – ${subject}`, variables: { subject }, ...more };
  const { caseId, opened } = (await done(clerk('POST', '/cases', body))) as unknown as Opened;
  return { caseId, instance: opened[0]?.instance ?? 0 };
}
export interface Begun {
  readonly caseId: string;
  readonly instance: number;
}
interface Opened {
  readonly caseId: string;
  readonly opened: readonly { readonly instance: number }[];
}

/** As if its time were over. */
export async function endSessions(database: string, account: string): Promise<void> {
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  await client.query('delete from session where account = $1', [account]);
  await client.end();
}

const text = (key: string, label: string, required = false) => ({ type: 'textfield', key, label, validate: { required, maxLength: 200 } });
const group = (label: string, ...components: object[]) => ({ type: 'group', label, components });
const START_FORM = {
  id: 'thu-don-lap',
  type: 'default',
  components: [
    group('Người gửi', text('subject', 'Họ tên người gửi', true), text('phone', 'Điện thoại')),
    group('Nội dung', text('about', 'Nội dung đơn', true)),
    group('Giấy tờ', { type: 'filepicker', key: 'papers', label: 'Đơn đã ký', accept: '.pdf', validate: { required: true } }),
  ],
};
const WORK_FORM = {
  id: 'thu-don-xu-ly',
  type: 'default',
  components: [
    text('subject', 'Họ tên người gửi', true),
    { type: 'textarea', key: 'finding', label: 'Kết quả xem xét', validate: { required: true } },
  ],
};

const RETURNED = outcomes('id="approve" name="Phê duyệt"', 'id="back" name="Trả lại" returnTo="work" reasonRequired="true"');
const diagram = (id: string, name: string, start = ''): string =>
  bpmn(
    id,
    `<startEvent id="start"${start}/>
    ${task('work', 'tk:candidateRoles="officer" tk:form="thu-don-xu-ly"').replace('name="work"', 'name="Xem xét đơn"')}
    ${task('review', 'tk:candidateRoles="manager"', RETURNED).replace('name="review"', 'name="Duyệt kết quả"')}
    <endEvent id="end"/>${chain('start', 'work', 'review', 'end')}`,
  ).replace(`name="Thử ${id}"`, `name="${name}"`);

const stuck = bpmn(
  STUCK,
  `<startEvent id="start"/>${task('work', 'tk:candidateRoles="officer"').replace('name="work"', 'name="Phân loại đơn"')}
  <exclusiveGateway id="which"/>${task('next')}<endEvent id="end"/>
  ${chain('start', 'work', 'which')}${flow('which', 'next', '<conditionExpression>kind = "a"</conditionExpression>')}${chain('next', 'end')}`,
).replace(`name="Thử ${STUCK}"`, 'name="Phân loại đơn"');

/** The same with its picture: everything in a row. */
function drawn(id: string, source: string): string {
  const ids = [...source.matchAll(/<(startEvent|userTask|exclusiveGateway|endEvent) id="(\w+)"/g)].map(([, kind, name]) => ({
    kind,
    id: name,
  }));
  const x = (at: number): number => 100 + at * 180;
  const shapes = ids.map(({ kind, id: name }, at) => {
    const [width, height] = kind === 'userTask' ? [120, 80] : [36, 36];
    return `<bpmndi:BPMNShape id="${name}_di" bpmnElement="${name}"><dc:Bounds x="${x(at)}" y="${140 - height / 2}" width="${width}" height="${height}"/></bpmndi:BPMNShape>`;
  });
  const edges = [...source.matchAll(/<sequenceFlow id="([^"]+)" sourceRef="(\w+)" targetRef="(\w+)"/g)].map(([, name, from, to]) => {
    const at = (end: string | undefined): number => x(ids.findIndex((one) => one.id === end));
    const widthOf = (end: string | undefined): number => (ids.find((one) => one.id === end)?.kind === 'userTask' ? 120 : 36);
    return `<bpmndi:BPMNEdge id="${name}_di" bpmnElement="${name}"><di:waypoint x="${at(from) + widthOf(from)}" y="140"/><di:waypoint x="${at(to)}" y="140"/></bpmndi:BPMNEdge>`;
  });
  const plane = `<bpmndi:BPMNDiagram id="picture"><bpmndi:BPMNPlane id="plane" bpmnElement="${id}">${shapes.join('')}${edges.join('')}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>`;
  const names =
    'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI"';
  return source.replace('</definitions>', `${plane}</definitions>`).replace('xmlns:xsi=', `${names} xmlns:xsi=`);
}

const RESOURCES = [
  { name: `${PROCEDURE}.bpmn`, content: drawn(PROCEDURE, diagram(PROCEDURE, 'Giải quyết đơn')) },
  { name: `${WITH_FORM}.bpmn`, content: drawn(WITH_FORM, diagram(WITH_FORM, 'Nộp đơn', ' tk:form="thu-don-lap"')) },
  { name: `${STUCK}.bpmn`, content: drawn(STUCK, stuck) },
  { name: 'thu-don-lap.form', content: JSON.stringify(START_FORM) },
  { name: 'thu-don-xu-ly.form', content: JSON.stringify(WORK_FORM) },
];
