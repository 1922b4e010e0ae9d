/** The accounts of a unit; on a phone each is a card. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { dayAndClock } from '../shared/instants.ts';
import { useLanguage } from '../shared/language.ts';
import type { NameOf } from '../shared/names.ts';
import { roleTitle } from '../shared/role-title.ts';
import type { AccountListed } from '../shared/types.ts';
import { AccountState } from './account-state.tsx';
import { periodText } from './position-text.ts';

const COLUMNS = ['person', 'position', 'roles', 'state', 'lastSignIn'] as const;

interface Listed {
  readonly accounts: readonly AccountListed[];
  readonly names: NameOf;
  /** whose name need not be told with each */
  readonly unit: string | undefined;
}

export function AccountTable({ accounts, names, unit }: Listed) {
  const { t } = useTranslation();
  return (
    <table className="table cards">
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col">
              {t(`accounts.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {accounts.map((account) => (
          <Row key={account.id} account={account} names={names} unit={unit} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ account, names, unit }: { readonly account: AccountListed; readonly names: NameOf; readonly unit: string | undefined }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { id, personName, login, title, unitPath, positions, roles, lastSignInAt } = account;
  return (
    <tr>
      <td>
        <Link to="/tai-khoan/$account" params={{ account: id }} className="link">
          {personName}
        </Link>
        <small className="dim">{login}</small>
      </td>
      <td>
        {positions.length === 0 && <span>{title ?? <span className="dim">{t('accounts.noPosition')}</span>}</span>}
        {positions.map((position) => (
          <span key={position.id} className="lines">
            {position.title}
            {position.unitPath !== unitPath && `, ${names.unit(position.unitPath)}`}
            <small className="dim">{periodText(t, position.validFrom, position.validTo)}</small>
          </span>
        ))}
        {unitPath !== unit && <small className="dim">{names.unit(unitPath)}</small>}
      </td>
      <td>
        {roles.length === 0 ? (
          <span className="dim">{t('accounts.noRole')}</span>
        ) : (
          roles.map((role) => roleTitle(role, language)).join(', ')
        )}
      </td>
      <td>
        <AccountState account={account} />
      </td>
      <td className="number">
        <span className="label">{t('accounts.column.lastSignIn')}: </span>
        {lastSignInAt === undefined ? <span className="dim">{t('accounts.neverSignedIn')}</span> : dayAndClock(lastSignInAt)}
      </td>
    </tr>
  );
}
