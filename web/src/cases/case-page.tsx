/** Hồ sơ: where it stands, the one thing to do now, and everything that led here. */
import { Anchor, Button, Menu, Skeleton, Tabs } from '@mantine/core';
import { IconDots, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayAndClock } from '../shared/instants.ts';
import { useLiveChanges } from '../shared/live.ts';
import { useNames } from '../shared/names.ts';
import { request } from '../shared/request.ts';
import { useMine } from '../shared/session.ts';
import type { CaseDetail, TaskItem } from '../shared/types.ts';
import { DeadlineChip } from '../ui/deadline-chip.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Facts } from '../ui/facts.tsx';
import { ICON } from '../ui/icon.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { caseQuery, caseTasksQuery, taskQuery } from './case-queries.ts';
import { CaseDocuments } from '../documents/case-documents.tsx';
import { CaseDeadlines } from './case-deadlines.tsx';
import { CasePersons } from './case-persons.tsx';
import { Comments } from './comments.tsx';
import { Decisions } from './decisions.tsx';
import { History } from './history.tsx';
import { Incidents } from './incidents.tsx';
import { IssueLookupCode } from './issue-lookup-code.tsx';
import { RecallSubmission } from './recall-submission.tsx';
import { StatusChip } from './status-chip.tsx';
import { SuspendedNote } from './suspended-note.tsx';
import { TaskPanel } from './task-panel.tsx';
import { Timeline } from './timeline.tsx';

// the diagram is heavy, and the page is of use before it is there
const Diagram = lazy(async () => ({ default: (await import('./diagram.tsx')).Diagram }));

export function CasePage() {
  const { caseId } = useParams({ from: '/inside/ho-so/$caseId' });
  useLiveChanges();
  const { data, error, isPending, refetch } = useQuery(caseQuery(caseId));
  if (isPending) return <CaseSkeleton />;
  if (error) return <Unread caseId={caseId} error={error} onRetry={() => void refetch()} />;
  return <Case record={data} />;
}

interface NotRead {
  readonly caseId: string;
  readonly error: Error;
  readonly onRetry: () => void;
}

/** Who may take a task need not be able to read its case before: the task alone, until it is taken. */
function Unread({ caseId, error, onRetry }: NotRead) {
  const { t } = useTranslation();
  const { viec } = useSearch({ from: '/inside/ho-so/$caseId' });
  const { data: task } = useQuery({ ...taskQuery(caseId, viec ?? 0), enabled: viec !== undefined, retry: false });
  return (
    <div className="page narrow">
      {task ? (
        <>
          <h1>{task.caseTitle}</h1>
          <p className="dim">{t('task.only')}</p>
          <div className="card padded">
            <TaskPanel caseId={caseId} instance={task.instance} />
          </div>
        </>
      ) : (
        <ProblemNote error={error} onRetry={onRetry} />
      )}
    </div>
  );
}

function Case({ record }: { readonly record: CaseDetail }) {
  const { t } = useTranslation();
  const { data: tasks } = useQuery(caseTasksQuery(record.id));
  const [tab, setTab] = useState<string | null>('work');
  const open = tasks?.items.filter(({ state }) => state === 'open') ?? [];
  const current = useCurrentTask(open);
  return (
    <>
      <CaseHeader record={record} task={current} onWork={() => setTab('work')} />
      <div className="case-grid">
        <div className="stack">
          <SuspendedNote record={record} />
          <Incidents record={record} />
          <section className="card picture" aria-labelledby="diagram">
            <div className="section-head">
              <h2 id="diagram">{t('case.diagram')}</h2>
              <span className="legend">
                <i className="done" /> {t('case.legend.done')} <i className="now" /> {t('case.legend.now')} <i className="late" />{' '}
                {t('case.legend.late')}
              </span>
            </div>
            <Suspense fallback={<Skeleton height={300} />}>
              <Diagram record={record} tasks={open} focus={current?.node} />
            </Suspense>
          </section>
          <section className="card">
            <Tabs value={tab} onChange={setTab} keepMounted>
              <Tabs.List>
                <Tabs.Tab value="work">{t('case.tab.work')}</Tabs.Tab>
                <Tabs.Tab value="decisions">{t('case.tab.decisions')}</Tabs.Tab>
                <Tabs.Tab value="documents">{t('case.tab.documents')}</Tabs.Tab>
                <Tabs.Tab value="comments">{t('case.tab.comments')}</Tabs.Tab>
                <Tabs.Tab value="history">{t('case.tab.history')}</Tabs.Tab>
              </Tabs.List>
              <Tabs.Panel value="work" className="panel">
                <RecallSubmission record={record} />
                <OpenTasks open={open} current={current} />
                {current ? (
                  <TaskPanel key={current.instance} caseId={record.id} instance={current.instance} />
                ) : (
                  tasks && (
                    <EmptyState
                      title={t(record.status === 'ended' ? 'case.endedTitle' : 'case.nothingOpen')}
                      hint={t(record.status === 'ended' ? 'case.endedHint' : 'case.nothingOpenHint')}
                    />
                  )
                )}
              </Tabs.Panel>
              <Tabs.Panel value="decisions" className="panel">
                {tab === 'decisions' && <Decisions record={record} />}
              </Tabs.Panel>
              <Tabs.Panel value="documents" className="panel">
                {tab === 'documents' && <CaseDocuments caseId={record.id} />}
              </Tabs.Panel>
              <Tabs.Panel value="comments" className="panel">
                {tab === 'comments' && <Comments record={record} />}
              </Tabs.Panel>
              <Tabs.Panel value="history" className="panel">
                {tab === 'history' && <History caseId={record.id} />}
              </Tabs.Panel>
            </Tabs>
          </section>
        </div>
        <div className="stack">
          <CaseDeadlines open={open} />
          <Timeline tasks={tasks?.items ?? []} record={record} />
          <CasePersons record={record} />
        </div>
      </div>
    </>
  );
}

/** The task that the address names, else one of mine, else the most urgent. */
function useCurrentTask(open: readonly TaskItem[]): TaskItem | undefined {
  const { viec } = useSearch({ from: '/inside/ho-so/$caseId' });
  const isMine = useMine();
  const mine = open.find((task) => isMine(task));
  return (
    open.find(({ instance }) => instance === viec) ?? mine ?? open.toSorted((a, b) => ((a.dueAt ?? '9') < (b.dueAt ?? '9') ? -1 : 1))[0]
  );
}

function OpenTasks({ open, current }: { readonly open: readonly TaskItem[]; readonly current: TaskItem | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/ho-so/$caseId' });
  if (open.length < 2) return null;
  return (
    <div className="chips open-tasks" role="group" aria-label={t('case.openTasks')}>
      {open.map(({ instance, name }) => (
        <button
          key={instance}
          type="button"
          aria-pressed={instance === current?.instance}
          onClick={() => void navigate({ search: { viec: instance }, replace: true })}
        >
          {name}
        </button>
      ))}
    </div>
  );
}

interface Head {
  readonly record: CaseDetail;
  readonly task: TaskItem | undefined;
  /** its part of the page is to be shown */
  readonly onWork: () => void;
}

function CaseHeader({ record, task, onWork }: Head) {
  const { t } = useTranslation();
  const names = useNames([record.startedPerson ?? record.startedBy, task?.assignee], [record.unitPath], [record.procedure]);
  const [cancelling, setCancelling] = useState(false);
  const [issuing, setIssuing] = useState(false);
  const mayCancel = record.permissions.includes('cancel') && record.status !== 'ended';
  const mayIssue = record.permissions.includes('renewLookupCode');
  return (
    <header className="case-head">
      <div className="crumb">
        <Anchor renderRoot={(props) => <Link to="/ho-so" {...props} />}>{t('cases.title')}</Anchor> /{' '}
        <span className="number">{record.code}</span>
      </div>
      <div className="case-title">
        <h1>{record.title}</h1>
        {task && <ToTask task={task} onWork={onWork} />}
        <Button
          variant="default"
          className="no-print"
          leftSection={<IconPrinter {...ICON} size={16} />}
          renderRoot={(props) => <Link to="/ho-so/$caseId/in" params={{ caseId: record.id }} {...props} />}
        >
          {t('case.print')}
        </Button>
        {(mayCancel || mayIssue) && (
          <Menu position="bottom-end">
            <Menu.Target>
              <Button variant="default" className="no-print" aria-label={t('case.more')}>
                <IconDots {...ICON} />
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {mayIssue && <Menu.Item onClick={() => setIssuing(true)}>{t('issueCode.issue')}</Menu.Item>}
              {mayCancel && (
                <Menu.Item color="red" onClick={() => setCancelling(true)}>
                  {t('case.cancel')}
                </Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      <div className="meta">
        <div>
          <small>{t('cases.column.status')}</small>
          <StatusChip status={record.status} how={record.endedHow} />
        </div>
        {task && (
          <div>
            <small>{t('task.due')}</small>
            <DeadlineChip deadline={task.deadline} />
          </div>
        )}
        <Facts
          facts={[
            [t('cases.column.procedure'), names.procedure(record.procedure)],
            [t('case.unit'), names.unit(record.unitPath)],
            [t('task.assignee'), task && (task.assignee === undefined ? t('inbox.nobody') : names.person(task.assignee))],
            [t('case.started'), `${dayAndClock(record.startedAt)}, ${names.person(record.startedPerson ?? record.startedBy)}`],
            [t('case.ended'), record.endedAt && dayAndClock(record.endedAt)],
          ]}
        />
      </div>
      {issuing && <IssueLookupCode caseId={record.id} onClose={() => setIssuing(false)} />}
      <ReasonDialog
        opened={cancelling}
        title={t('case.cancelTitle', { code: record.code })}
        hint={t('case.cancelHint')}
        action={t('case.cancel')}
        act={async (reason, idempotencyKey) =>
          await request(`/cases/${record.id}/cancel`, { method: 'POST', body: { reason }, idempotencyKey, revision: record.revision })
        }
        changes={['case', record.id]}
        onClose={() => setCancelling(false)}
      />
    </header>
  );
}

/** The one thing to do now, from wherever one is on the page: of whoever may do it. */
function ToTask({ task, onWork }: { readonly task: TaskItem; readonly onWork: () => void }) {
  const { t } = useTranslation();
  const { data } = useQuery(taskQuery(task.caseId, task.instance));
  if (!data?.permissions.some((may) => may === 'complete' || may === 'claim')) return null;
  const reach = (): void => {
    onWork();
    window.setTimeout(() => {
      const heading = document.getElementById('task');
      heading?.scrollIntoView({ block: 'start' });
      heading?.focus({ preventScroll: true });
    });
  };
  return (
    <Button className="no-print to-task" onClick={reach}>
      {t('case.toTask', { name: task.name })}
    </Button>
  );
}

function CaseSkeleton() {
  return (
    <div className="page" role="status">
      <Skeleton height={28} width={420} mb="md" />
      <Skeleton height={60} mb="md" />
      <Skeleton height={300} mb="md" />
      <Skeleton height={240} />
    </div>
  );
}
