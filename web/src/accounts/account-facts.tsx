import { useTranslation } from 'react-i18next';
import { dayAndClock } from '../shared/instants.ts';
import { useNames } from '../shared/names.ts';
import type { AccountDetail } from '../shared/types.ts';
import { Facts } from '../ui/facts.tsx';

export function AccountFacts({ account }: { readonly account: AccountDetail }) {
  const { t } = useTranslation();
  const { id, login, title, unitPath, kind, email, phone, dataScope, createdAt, lastSignInAt } = account;
  const names = useNames([], [unitPath]);
  return (
    <section className="card padded stack" aria-labelledby="facts">
      <h2 id="facts">{t('accounts.facts')}</h2>
      <Facts
        facts={[
          [t('accounts.field.login'), login],
          [t('accounts.field.title'), title],
          [t('case.unit'), names.unit(unitPath)],
          [t('accounts.field.kind'), t(`accounts.kind.${kind}`)],
          [t('accounts.field.email'), email],
          [t('accounts.field.phone'), phone],
          [t('accounts.field.dataScope'), dataScope],
          [t('accounts.createdAt'), dayAndClock(createdAt)],
          [t('accounts.column.lastSignIn'), lastSignInAt === undefined ? t('accounts.neverSignedIn') : dayAndClock(lastSignInAt)],
          [t('accounts.id'), id],
        ]}
      />
    </section>
  );
}
