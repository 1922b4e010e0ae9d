import {
  IconBell,
  IconBook2,
  IconChartBar,
  IconChecklist,
  IconFileCertificate,
  IconFilePlus,
  IconFolders,
  IconHistory,
  IconRubberStamp,
  IconSignature,
  IconUsers,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { can } from '../../../policies/can.ts';
import { useCheckOffered } from '../documents/check-offered.ts';
import { countsQuery } from '../inbox/inbox-queries.ts';
import { shownCount } from '../inbox/shown-count.ts';
import { useAbility } from '../shared/session.ts';
import { ICON } from '../ui/icon.ts';

/** In sections; the heading of one that has nothing for this person is not shown. */
export function SideNavigation() {
  const { t } = useTranslation();
  const ability = useAbility();
  const checkOffered = useCheckOffered();
  const { data: counts } = useQuery(countsQuery);
  return (
    <>
      <h2>{t('navigation.work')}</h2>
      <Link to="/viec" activeOptions={{ includeSearch: false }}>
        <IconChecklist {...ICON} />
        <span>{t('inbox.title')}</span>
        {counts !== undefined && counts.claimable > 0 && (
          <b title={t('inbox.claimableCount', { count: counts.claimable })}>{shownCount(counts.claimable)}</b>
        )}
      </Link>
      <Link to="/ho-so" activeOptions={{ includeSearch: false }}>
        <IconFolders {...ICON} />
        <span>{t('cases.title')}</span>
      </Link>
      <Link to="/lap-ho-so">
        <IconFilePlus {...ICON} />
        <span>{t('start.title')}</span>
      </Link>
      {ability && can(ability, 'seal', 'Task').allowed && (
        <Link to="/cho-ky-so">
          <IconRubberStamp {...ICON} />
          <span>{t('seals.title')}</span>
        </Link>
      )}
      <Link to="/thong-bao">
        <IconBell {...ICON} />
        <span>{t('notices.title')}</span>
      </Link>
      <h2>{t('navigation.follow')}</h2>
      {ability && can(ability, 'read', 'NumberRegister').allowed && (
        <Link to="/so-van-ban" activeOptions={{ includeSearch: false }}>
          <IconBook2 {...ICON} />
          <span>{t('numbers.title')}</span>
        </Link>
      )}
      {checkOffered && (
        <Link to="/kiem-tra-chu-ky">
          <IconFileCertificate {...ICON} />
          <span>{t('check.title')}</span>
        </Link>
      )}
      {ability && can(ability, 'read', 'Statistics').allowed && (
        <Link to="/thong-ke" activeOptions={{ includeSearch: false }}>
          <IconChartBar {...ICON} />
          <span>{t('statistics.title')}</span>
        </Link>
      )}
      {ability && can(ability, 'read', 'Audit').allowed && (
        <Link to="/nhat-ky" activeOptions={{ includeSearch: false }}>
          <IconHistory {...ICON} />
          <span>{t('record.title')}</span>
        </Link>
      )}
      <h2>{t('navigation.manage')}</h2>
      {ability && can(ability, 'endSessions', 'Account').allowed && (
        <Link to="/tai-khoan" activeOptions={{ includeSearch: false }}>
          <IconUsers {...ICON} />
          <span>{t('accounts.title')}</span>
        </Link>
      )}
      {ability && can(ability, 'propose', 'SigningImage').allowed && (
        <Link to="/anh-chu-ky" activeOptions={{ includeSearch: false }}>
          <IconSignature {...ICON} />
          <span>{t('images.title')}</span>
        </Link>
      )}
    </>
  );
}
