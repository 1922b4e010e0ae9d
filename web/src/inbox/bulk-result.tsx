/** What came of it, task by task where something was refused; and the way back, as long as there is one. */
import { Button, CloseButton } from '@mantine/core';
import { IconAlertTriangle, IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FreshProof } from '../sign-in/fresh-proof.tsx';
import { ICON } from '../ui/icon.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { takenBack, type Bulk, type BulkDone } from './use-bulk.ts';
import { taskKey } from './task-key.ts';

const NEEDS_PROOF = 'reauthenticationRequired';

export function BulkResult({ bulk }: { readonly bulk: Bulk }) {
  if (bulk.error) return <ProblemNote error={bulk.error} />;
  return bulk.done ? <Result bulk={bulk} done={bulk.done} /> : null;
}

function Result({ bulk, done: { items, undone } }: { readonly bulk: Bulk; readonly done: BulkDone }) {
  const { t } = useTranslation();
  const refused = items.filter(({ refusal }) => refusal);
  const type = items[0]?.act.type ?? 'completeTask';
  const unproven = refused.filter(({ refusal }) => refusal?.code === NEEDS_PROOF);
  const done = items.length - refused.length;
  return (
    <section className={refused.length > 0 ? 'bulk-result warn' : 'bulk-result'} role="status" aria-label={t('bulk.result')}>
      <div className="line">
        <span className="line start">
          {refused.length > 0 ? <IconAlertTriangle {...ICON} className="bad" /> : <IconCheck {...ICON} className="good" />}
          <b>{done > 0 ? t(`bulk.did.${type}`, { count: done }) : t('bulk.nothingDone')}</b>
          {refused.length > 0 && <span className="bad">{t('bulk.refusedCount', { count: refused.length })}</span>}
        </span>
        <span className="line end flat">
          {!undone && takenBack(items).length > 0 && (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconArrowBackUp {...ICON} size={16} />}
              loading={bulk.pending}
              onClick={bulk.undo}
            >
              {t('bulk.undo')}
            </Button>
          )}
          <CloseButton size="sm" aria-label={t('bulk.closeResult')} onClick={bulk.close} />
        </span>
      </div>
      {refused.length > 0 && (
        <ul className="results">
          {refused.map(({ task, refusal }) => (
            <li key={taskKey(task)}>
              <span>
                <span className="number">{task.caseCode}</span> {task.caseTitle}
                <small className="bad">{refusal?.message}</small>
              </span>
            </li>
          ))}
        </ul>
      )}
      <FreshProof opened={unproven.length > 0 && !bulk.pending} onClose={bulk.close} onProven={() => bulk.again(unproven)} />
    </section>
  );
}
