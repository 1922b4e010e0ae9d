import { useTranslation } from 'react-i18next';
import type { CaseItem } from '../shared/types.ts';

const LOOK = { active: 'chip info', suspended: 'chip near', ended: 'chip done' } as const;

export function StatusChip({ status, how }: { readonly status: CaseItem['status']; readonly how: CaseItem['endedHow'] }) {
  const { t } = useTranslation();
  const cancelled = how === 'cancelled';
  return <span className={cancelled ? 'chip calm' : LOOK[status]}>{t(cancelled ? 'case.status.cancelled' : `case.status.${status}`)}</span>;
}
