/** A hash as people compare it: its ends; the whole on demand. */
import { useTranslation } from 'react-i18next';

const END = 8;

export function Hash({ value }: { readonly value: string }) {
  const { t } = useTranslation();
  return (
    <details className="hash">
      <summary>
        <code aria-label={t('sign.hashShort')}>{`${value.slice(0, END)}…${value.slice(-END)}`}</code>
      </summary>
      <code>{value}</code>
    </details>
  );
}
