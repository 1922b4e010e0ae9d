import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { useCheckOffered } from '../documents/check-offered.ts';
import { countsQuery } from '../inbox/inbox-queries.ts';
import { shownCount } from '../inbox/shown-count.ts';
import { useAbility } from '../shared/session.ts';
import { ICON } from '../ui/icon.ts';
import { PAGES, SECTIONS } from './pages.ts';

/** In sections; the heading of one that has nothing for this person is not shown. */
export function SideNavigation() {
  const { t } = useTranslation();
  const ability = useAbility();
  const checks = useCheckOffered();
  if (!ability) return null;
  const shown = PAGES.filter((page) => 'section' in page && page.may({ ability, checks }));
  return SECTIONS.map((section) => {
    const pages = shown.filter((page) => 'section' in page && page.section === section);
    if (pages.length === 0) return null;
    return (
      <Fragment key={section}>
        <h2>{t(`navigation.${section}`)}</h2>
        {pages.map(({ to, title, ...page }) => (
          <Link key={to} to={to} activeOptions={{ includeSearch: false }}>
            {'icon' in page && <page.icon {...ICON} />}
            <span>{t(title)}</span>
            {to === '/viec' && <Claimable />}
          </Link>
        ))}
      </Fragment>
    );
  });
}

/** How many tasks wait for somebody like this person to take them. */
function Claimable() {
  const { t } = useTranslation();
  const { data: counts } = useQuery(countsQuery);
  if (counts === undefined || counts.claimable === 0) return null;
  return <b title={t('inbox.claimableCount', { count: counts.claimable })}>{shownCount(counts.claimable)}</b>;
}
