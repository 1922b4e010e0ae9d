/** What is signed together, and how far each is. */
import { IconAlertTriangle, IconCheck, IconEye, IconLoader2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../shared/problem.ts';
import { ICON } from '../ui/icon.ts';
import type { SigningSubject } from './signing-subject.ts';
import type { Turn } from './use-signing.ts';

interface Shown {
  readonly subjects: readonly SigningSubject[];
  readonly turns: readonly Turn[];
  readonly at: number;
  readonly onAt: (at: number) => void;
}

const ICONS = {
  waiting: IconLoader2,
  beginning: IconLoader2,
  shown: IconEye,
  giving: IconLoader2,
  given: IconCheck,
  failed: IconAlertTriangle,
} as const;
const TONES: Partial<Record<Turn['state'], string>> = { given: 'good', failed: 'bad' };

export function SubjectList({ subjects, turns, at, onAt }: Shown) {
  const { t } = useTranslation();
  return (
    <ol className="subjects" aria-label={t('sign.batch', { count: subjects.length })}>
      {subjects.map(({ key, code, title }, index) => {
        const { state = 'waiting', error } = turns[index] ?? {};
        const Icon = ICONS[state];
        return (
          <li key={key}>
            <button type="button" aria-current={index === at} onClick={() => onAt(index)}>
              <Icon {...ICON} className={TONES[state]} />
              <span>
                <span className="number">{code}</span> {title}
                <small className={state === 'failed' ? 'bad' : 'dim'}>
                  {state === 'failed' && isProblem(error) ? error.message : t(`sign.state.${state}`)}
                </small>
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
