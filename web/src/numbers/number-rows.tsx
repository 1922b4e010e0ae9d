import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { day } from '../shared/instants.ts';
import type { NumberItem } from '../shared/types.ts';

const LOOK = { reserved: 'chip near', used: 'chip done', void: 'chip calm' } as const;

export interface NumberActs {
  readonly use?: ((entry: NumberItem) => void) | undefined;
  readonly void?: ((entry: NumberItem) => void) | undefined;
}

export function NumberRows({ entries, acts }: { readonly entries: readonly NumberItem[]; readonly acts: NumberActs }) {
  const { t } = useTranslation();
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{t('numbers.number')}</th>
          <th scope="col">{t('numbers.day')}</th>
          <th scope="col">{t('numbers.subject')}</th>
          <th scope="col">{t('numbers.signer')}</th>
          <th scope="col">{t('numbers.recipients')}</th>
          <th scope="col">{t('cases.column.status')}</th>
          {(acts.use ?? acts.void) && <th scope="col">{t('numbers.acts')}</th>}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <NumberRow key={entry.ordinal} entry={entry} acts={acts} />
        ))}
      </tbody>
    </table>
  );
}

function NumberRow({ entry, acts }: { readonly entry: NumberItem; readonly acts: NumberActs }) {
  const { t } = useTranslation();
  // that of an electronic document is left to its signature
  const open = entry.state === 'reserved' && entry.documentId === undefined;
  const subject = entry.subject ?? '';
  return (
    <tr>
      <td className="number">{entry.number}</td>
      <td className="number">{day(`${entry.day}T05:00:00Z`)}</td>
      <td>
        {entry.caseId === undefined ? (
          subject
        ) : (
          <Link to="/ho-so/$caseId" params={{ caseId: entry.caseId }} className="link">
            {subject || t('numbers.ofCase')}
          </Link>
        )}
        {entry.voidReason !== undefined && <small className="dim">{t('numbers.voidBecause', { reason: entry.voidReason })}</small>}
      </td>
      <td>{entry.signer}</td>
      <td className="dim">{entry.recipients}</td>
      <td>
        <span className={LOOK[entry.state]}>{t(`numbers.state.${entry.state}`)}</span>
      </td>
      {(acts.use ?? acts.void) && (
        <td>
          <div className="line">
            {open && entry.channel === 'paper' && acts.use && (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('numbers.useTitle', { number: entry.number })}
                onClick={() => acts.use?.(entry)}
              >
                {t('numbers.use')}
              </Button>
            )}
            {open && acts.void && (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('numbers.voidTitle', { number: entry.number })}
                onClick={() => acts.void?.(entry)}
              >
                {t('numbers.void')}
              </Button>
            )}
          </div>
        </td>
      )}
    </tr>
  );
}
