/** One paper: whether it must be brought, its scan, and what is wrong with that. */
import { IconScan } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../shared/language.ts';
import type { PaperItem, TaskDetail } from '../shared/types.ts';
import { DropPlace } from '../ui/drop-place.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { ScanRow } from './scan-row.tsx';
import { faultWords } from './scan-words.ts';
import { ACCEPTED, isUsable, type Papers } from './use-papers.ts';

interface Shown {
  readonly task: TaskDetail;
  readonly paper: PaperItem;
  readonly papers: Papers;
  readonly lacks: boolean;
}

export function PaperCard({ task, paper, papers, lacks }: Shown) {
  const { t } = useTranslation();
  const language = useLanguage();
  const name = paper.name?.[language] ?? paper.document;
  const brought = papers.of(paper.document);
  const bring = (file: File): void => void papers.bring(paper.document, file);
  return (
    <li className="paper" data-lacks={(lacks && !isUsable(brought)) || undefined}>
      <div className="line">
        <b>{name}</b>
        <span className={paper.required ? 'chip near' : 'chip calm'}>{t(askedWords(paper, task))}</span>
      </div>
      {paper.required && paper.outcomes.length < task.choices.length && paper.outcomes.length > 0 && (
        <small className="dim">{t('papers.with', { names: namesOf(paper, task).join('; ') })}</small>
      )}
      {brought?.stored || brought?.sent !== undefined ? (
        <ScanRow
          caseId={task.caseId}
          name={name}
          file={brought.name}
          sent={brought.sent}
          stored={brought.stored}
          faults={brought.stored ? faultWords(t, brought.stored) : []}
          certified
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
            accept={ACCEPTED}
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
