import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { dayAndClock } from '../shared/instants.ts';
import type { NameOf } from '../shared/names.ts';
import type { RecordItem } from '../shared/types.ts';
import { useActName } from './act-name.ts';
import { subjectOf } from './subject-of.ts';

interface Rows {
  readonly entries: readonly RecordItem[];
  readonly names: NameOf;
  readonly chosen: number | undefined;
  readonly onChoose: (position: number) => void;
}

export function RecordRows({ entries, names, chosen, onChoose }: Rows) {
  const { t } = useTranslation();
  return (
    <table className="table record-table">
      <thead>
        <tr>
          <th scope="col" className="beside">
            {t('history.at')}
          </th>
          <th scope="col">{t('record.who')}</th>
          <th scope="col">{t('record.what')}</th>
          <th scope="col">{t('record.about')}</th>
          <th scope="col" className="wide">
            {t('record.why')}
          </th>
          <th scope="col" className="wide">
            {t('record.address')}
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <Row key={entry.position} entry={entry} names={names} chosen={chosen === entry.position} onChoose={onChoose} />
        ))}
      </tbody>
    </table>
  );
}

interface One extends Omit<Rows, 'entries' | 'chosen'> {
  readonly entry: RecordItem;
  readonly chosen: boolean;
}

function Row({ entry, names, chosen, onChoose }: One) {
  const { t } = useTranslation();
  const act = useActName();
  const { position, at, account, person, onBehalfOf, caseId, caseCode, reason, purpose, address } = entry;
  return (
    <tr data-chosen={chosen || undefined}>
      <td className="number beside">{dayAndClock(at)}</td>
      <td>
        {names.person(person ?? account)}
        {onBehalfOf !== undefined && <small className="dim">{t('history.behalf', { name: names.person(onBehalfOf) })}</small>}
      </td>
      <td>
        <button type="button" className="link" aria-expanded={chosen} onClick={() => onChoose(position)}>
          {act(entry.act)}
        </button>
        <small className="number dim below">{dayAndClock(at)}</small>
      </td>
      <td className="long">
        {caseId === undefined ? (
          subjectOf(entry, names, t)
        ) : (
          <Link to="/ho-so/$caseId" params={{ caseId }} className="link number">
            {caseCode ?? t('record.oneCase')}
          </Link>
        )}
      </td>
      <td className="wide reason">{reason ?? purpose}</td>
      <td className="wide number dim">{address}</td>
    </tr>
  );
}
