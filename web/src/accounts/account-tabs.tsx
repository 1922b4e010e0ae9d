/** The pages about accounts, beside each other. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

export function AccountTabs() {
  const { t } = useTranslation();
  return (
    <div className="sub-pages" role="navigation" aria-label={t('accounts.title')}>
      <Link to="/tai-khoan" activeOptions={{ exact: true, includeSearch: false }}>
        {t('accounts.people')}
      </Link>
      <Link to="/tai-khoan/de-nghi" activeOptions={{ includeSearch: false }}>
        {t('accounts.requests')}
      </Link>
      <Link to="/tai-khoan/nhap-danh-sach">{t('accounts.import')}</Link>
    </div>
  );
}
