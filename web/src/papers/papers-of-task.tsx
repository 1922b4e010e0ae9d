/** Papers that a step takes: signed by hand by somebody without a key, scanned, and certified by the agency as copies. */
import { useTranslation } from 'react-i18next';
import type { TaskDetail } from '../shared/types.ts';
import { PaperCard } from './paper-card.tsx';
import type { Papers } from './use-papers.ts';

interface Shown {
  readonly task: TaskDetail;
  readonly papers: Papers;
  /** documents that were missed when the task was about to be finished */
  readonly lacking: readonly string[];
}

export function PapersOfTask({ task, papers, lacking }: Shown) {
  const { t } = useTranslation();
  return (
    <section className="stack tight" aria-labelledby="papers">
      <h3 id="papers">{t('papers.title')}</h3>
      <p className="dim small flat">{t('papers.hint')}</p>
      <ul className="papers">
        {papers.asked.map((paper) => (
          <PaperCard key={paper.document} task={task} paper={paper} papers={papers} lacks={lacking.includes(paper.document)} />
        ))}
      </ul>
    </section>
  );
}
