/** A step that an agency does on paper: its clerk enters when it was done, by whom, and brings the scans. */
import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconScan } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { DateField } from '../form/date-field.tsx';
import { DropPlace } from '../ui/drop-place.tsx';
import { ICON } from '../ui/icon.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { ScanRow } from './scan-row.tsx';
import { standingWords } from './scan-words.ts';
import type { PaperActFields, Performer } from './use-paper-act.ts';
import { ACCEPTED } from './use-papers.ts';

interface Shown {
  readonly caseId: string;
  readonly act: PaperActFields;
}

export function PaperAct({ caseId, act }: Shown) {
  const { t } = useTranslation();
  const fault = (field: 'at' | 'by' | 'scans', words: string): string | undefined => (act.faults.includes(field) ? words : undefined);
  const scansFault = fault('scans', t('papers.act.scansMissing'));
  return (
    <section className="stack" aria-labelledby="paper-act">
      <div>
        <h3 id="paper-act">{t('papers.act.title')}</h3>
        <p className="dim small flat">{t('papers.act.hint')}</p>
      </div>
      <DateField
        shared={{
          id: 'paper-act-at',
          label: t('papers.act.at'),
          required: true,
          disabled: false,
          error: fault('at', t('papers.act.atMissing')),
          description: t('papers.act.atHint'),
          onBlur: () => {},
        }}
        value={act.at}
        set={(value) => act.setAt(typeof value === 'string' ? value : '')}
      />
      <Performers by={act.by} onBy={act.setBy} error={fault('by', t('papers.act.byMissing'))} />
      <div className="stack tight">
        <b>{t('papers.act.scans')}</b>
        <ul className="papers">
          {act.scans.map(({ key, name, sent, stored, error }) => (
            <li key={key} className="paper">
              {error === undefined ? (
                <ScanRow
                  caseId={caseId}
                  name={name}
                  file={name}
                  sent={sent}
                  stored={stored}
                  faults={stored ? standingWords(t, stored) : []}
                  certified={false}
                  onRemove={() => act.remove(key)}
                  onScanned={(now) => act.renew(key, now)}
                />
              ) : (
                <>
                  <div className="line">
                    <span className="long">{t('form.fileRefused', { name })}</span>
                    <Button size="compact-sm" variant="subtle" onClick={() => act.remove(key)} aria-label={t('papers.removeOf', { name })}>
                      {t('papers.remove')}
                    </Button>
                  </div>
                  <ProblemNote error={error} />
                </>
              )}
            </li>
          ))}
        </ul>
        <DropPlace
          small
          icon={<IconScan size={26} stroke={1.5} aria-hidden />}
          hint={t('papers.drop')}
          choose={t('papers.choose')}
          accept={ACCEPTED}
          busy={false}
          onFile={(file) => void act.bring(file)}
        />
        {scansFault !== undefined && (
          <p className="fault" role="alert">
            {scansFault}
          </p>
        )}
      </div>
    </section>
  );
}

interface Acting {
  readonly by: readonly Performer[];
  readonly onBy: (by: readonly Performer[]) => void;
  readonly error: string | undefined;
}

function Performers({ by, onBy, error }: Acting) {
  const { t } = useTranslation();
  const put = (at: number, change: Partial<Performer>): void => onBy(by.map((one, place) => (place === at ? { ...one, ...change } : one)));
  return (
    <div className="stack tight" role="group" aria-label={t('papers.act.by')}>
      {by.map(({ name, title }, at) => (
        // by their place: two of one name are two
        // oxlint-disable-next-line react/no-array-index-key
        <div key={at} className="performer">
          <TextInput
            label={t('papers.act.name')}
            required
            maxLength={200}
            value={name}
            error={at === 0 && error}
            onChange={(event) => put(at, { name: event.currentTarget.value })}
          />
          <TextInput
            label={t('papers.act.position')}
            maxLength={200}
            value={title}
            onChange={(event) => put(at, { title: event.currentTarget.value })}
          />
        </div>
      ))}
      <div>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus {...ICON} size={15} />}
          onClick={() => onBy([...by, { name: '', title: '' }])}
        >
          {t('papers.act.more')}
        </Button>
      </div>
    </div>
  );
}
