/** One paper: whether it must be brought, its scan, and what is wrong with that. */
import { Button, Progress } from '@mantine/core';
import { IconFileCheck, IconFileX, IconScan } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../shared/language.ts';
import { request } from '../shared/request.ts';
import type { PaperItem, TaskDetail, UploadItem } from '../shared/types.ts';
import { DropPlace } from '../ui/drop-place.tsx';
import { ICON } from '../ui/icon.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { PaperPreview } from './paper-preview.tsx';
import { faultWords, scanWords } from './scan-words.ts';
import { isUsable, type Brought, type Papers } from './use-papers.ts';

interface Shown {
  readonly task: TaskDetail;
  readonly paper: PaperItem;
  readonly papers: Papers;
  readonly lacks: boolean;
}

const AGAIN_MS = 5_000;
const ACCEPT = 'application/pdf,image/png,image/jpeg';

export function PaperCard({ task, paper, papers, lacks }: Shown) {
  const { t } = useTranslation();
  const language = useLanguage();
  const name = paper.name?.[language] ?? paper.document;
  const brought = papers.of(paper.document);
  const bring = (file: File): void => void papers.bring(paper.document, file);
  return (
    <li className="paper" data-lacks={lacks || undefined}>
      <div className="line">
        <b>{name}</b>
        <span className={paper.required ? 'chip near' : 'chip calm'}>{t(askedWords(paper, task))}</span>
      </div>
      {paper.required && paper.outcomes.length < task.choices.length && paper.outcomes.length > 0 && (
        <small className="dim">{t('papers.with', { names: namesOf(paper, task).join('; ') })}</small>
      )}
      {brought?.stored || brought?.sent !== undefined ? (
        <Scan
          task={task}
          name={name}
          brought={brought}
          onRemove={() => papers.remove(paper.document)}
          onScanned={(stored) => papers.renew(paper.document, stored)}
        />
      ) : (
        <>
          {brought?.error !== undefined && (
            <>
              <p className="flat">{t('form.fileRefused', { name: brought.name })}</p>
              <ProblemNote error={brought.error} />
            </>
          )}
          <DropPlace
            small
            icon={<IconScan size={26} stroke={1.5} aria-hidden />}
            hint={t('papers.drop')}
            choose={t('papers.choose')}
            label={t('papers.chooseFor', { name })}
            accept={ACCEPT}
            busy={false}
            onFile={bring}
          />
        </>
      )}
      {lacks && !isUsable(brought) && (
        <p className="fault" role="alert">
          {t(brought ? 'papers.notUsable' : 'papers.missing')}
        </p>
      )}
    </li>
  );
}

function askedWords({ required, outcomes }: PaperItem, { choices }: TaskDetail) {
  if (!required) return 'papers.optional';
  return outcomes.length < choices.length ? 'papers.byOutcome' : 'papers.required';
}

const namesOf = ({ outcomes }: PaperItem, { choices }: TaskDetail): readonly string[] =>
  choices.filter(({ id }) => outcomes.includes(id)).map(({ name }) => name);

interface Found {
  readonly task: TaskDetail;
  readonly name: string;
  readonly brought: Brought;
  readonly onRemove: () => void;
  readonly onScanned: (stored: UploadItem) => void;
}

function Scan({ task, name, brought, onRemove, onScanned }: Found) {
  const { t } = useTranslation();
  const [looked, setLooked] = useState(false);
  const { stored, sent } = brought;
  if (!stored)
    return (
      <div className="scan" role="status">
        <span className="long">{brought.name}</span>
        <Progress value={(sent ?? 0) * 100} aria-label={t('papers.sending', { name: brought.name })} />
        <small className="dim">{t((sent ?? 0) < 1 ? 'papers.sendingNow' : 'papers.checking')}</small>
      </div>
    );
  const faults = faultWords(t, stored);
  const Icon = faults.length === 0 ? IconFileCheck : IconFileX;
  return (
    <div className="scan" role="status">
      <div className="line">
        <span className="scan-name">
          <Icon {...ICON} className={faults.length === 0 ? 'good' : 'bad'} />
          <span className="long">{brought.name}</span>
        </span>
        <span className="line">
          <Button size="compact-sm" variant="default" onClick={() => setLooked(true)} aria-label={t('papers.lookAt', { name })}>
            {t('papers.look')}
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={onRemove} aria-label={t('papers.removeOf', { name })}>
            {t('papers.remove')}
          </Button>
        </span>
      </div>
      <small className="dim">{scanWords(t, stored)}</small>
      {stored.scan === 'waiting' && <StillWaiting caseId={task.caseId} sha256={stored.sha256} onScanned={onScanned} />}
      {faults.map((fault) => (
        <p key={fault} className="note warn">
          {fault}
        </p>
      ))}
      {looked && <PaperPreview caseId={task.caseId} name={name} scan={stored} onClose={() => setLooked(false)} />}
    </div>
  );
}

interface Waiting {
  readonly caseId: string;
  readonly sha256: string;
  readonly onScanned: (stored: UploadItem) => void;
}

/** The scanner did not answer when it was brought: asked for until it did. */
function StillWaiting({ caseId, sha256, onScanned }: Waiting) {
  const { data } = useQuery({
    queryKey: ['upload', caseId, sha256],
    refetchInterval: AGAIN_MS,
    queryFn: async ({ signal }) => await request<UploadItem>(`/cases/${caseId}/uploads/${sha256}`, { signal }),
  });
  useEffect(() => {
    if (data && data.scan !== 'waiting') onScanned(data);
    // told once of each answer
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [data]);
  return null;
}
