/** How the task is to end: chosen above the form where fields depend on it. */
import { Radio } from '@mantine/core';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskDetail } from '../shared/types.ts';

export interface Outcomes {
  readonly choices: TaskDetail['choices'];
  readonly chosen: string | undefined;
  /** it was to be sent while none was chosen */
  readonly lacks: boolean;
  /** where whoever has chosen none is brought to */
  readonly first: RefObject<HTMLInputElement | null>;
  readonly onChoose: (outcome: string) => void;
}

export function OutcomeChoice({ choices, chosen, lacks, first, onChoose }: Outcomes) {
  const { t } = useTranslation();
  return (
    <Radio.Group
      label={t('task.how')}
      description={t('task.howHint')}
      withAsterisk
      value={chosen ?? null}
      error={lacks && chosen === undefined && t('task.howMissing')}
      onChange={onChoose}
    >
      <div className="radios">
        {choices.map(({ id, name }, at) => (
          <Radio key={id} ref={at === 0 ? first : undefined} value={id} label={name} />
        ))}
      </div>
    </Radio.Group>
  );
}
