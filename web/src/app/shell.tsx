/** What is around every page: where one is, where one can go, who one is, and what is new. */
import { ActionIcon, Burger, Drawer, Indicator, Menu, Tooltip, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import {
  IconBell,
  IconDeviceLaptop,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconPassword,
  IconSearch,
  IconSettings,
  IconSun,
  IconUserShare,
} from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { HelpButton } from '../help/help-button.tsx';
import { unreadQuery } from '../notices/notice-queries.ts';
import { forgetActing, workAs } from '../shared/acting.ts';
import { useLanguage } from '../shared/language.ts';
import { useNames } from '../shared/names.ts';
import { request } from '../shared/request.ts';
import { useSessionOver } from '../shared/session-over.ts';
import { useSession } from '../shared/session.ts';
import { PasswordNotice } from '../sign-in/password-notice.tsx';
import { SigningHost } from '../signing/signing-host.tsx';
import { coversQuery } from '../substitutions/substitution-queries.ts';
import { Avatar } from '../ui/avatar.tsx';
import { ICON } from '../ui/icon.ts';
import { ActingBar } from './acting-bar.tsx';
import { LANGUAGES, speak } from './i18n.ts';
import { roleTitle } from '../shared/role-title.ts';
import { SideNavigation } from './side-navigation.tsx';

const SearchPanel = lazy(async () => ({ default: (await import('./search-panel.tsx')).SearchPanel }));
const SessionEnded = lazy(async () => ({ default: (await import('../sign-in/session-ended.tsx')).SessionEnded }));

export function Shell() {
  const { t } = useTranslation();
  const [menu, { toggle, close }] = useDisclosure();
  const over = useSessionOver();
  const [searches, setSearches] = useState(0);
  const search = (): void => setSearches((before) => before + 1);
  useHotkeys([['mod+K', search]]);
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {t('shell.skip')}
      </a>
      <header className="top">
        <Burger className="menu-button" size="sm" opened={menu} onClick={toggle} aria-label={t('shell.menu')} />
        <Link to="/viec" className="brand" aria-label={t('app.name')}>
          <img src="/favicon.svg" width={30} height={30} alt="" />
          <span>
            {t('app.name')}
            <small>{t('app.owner')}</small>
          </span>
        </Link>
        <button className="search" type="button" aria-label={t('shell.find')} onClick={search}>
          <IconSearch {...ICON} size={16} />
          <span className="search-text">{t('shell.search')}</span>
          <kbd>Ctrl K</kbd>
        </button>
        <span className="gap" />
        <HelpButton />
        <LanguageSwitch />
        <SchemeSwitch />
        <Bell />
        <Me />
      </header>
      <ActingBar />
      <nav className="side" aria-label={t('shell.navigation')}>
        <SideNavigation />
      </nav>
      <Drawer opened={menu} onClose={close} size={260} title={t('app.name')} hiddenFrom="md">
        <nav aria-label={t('shell.navigation')} onClick={close}>
          <SideNavigation />
        </nav>
      </Drawer>
      <main className="main" id="main" tabIndex={-1}>
        <PasswordNotice />
        <SigningHost>
          <Outlet />
        </SigningHost>
      </main>
      {searches > 0 && (
        <Suspense>
          <SearchPanel asked={searches} />
        </Suspense>
      )}
      {over && (
        <Suspense>
          <SessionEnded />
        </Suspense>
      )}
    </div>
  );
}

function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  const other = LANGUAGES.find((language) => language !== i18n.language) ?? 'vi';
  return (
    <Tooltip label={t(`shell.speak.${other}`)}>
      <ActionIcon size="lg" aria-label={t(`shell.speak.${other}`)} onClick={() => void speak(other)}>
        <IconLanguage {...ICON} />
      </ActionIcon>
    </Tooltip>
  );
}

function SchemeSwitch() {
  const { t } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  const label = t(dark ? 'shell.light' : 'shell.dark');
  return (
    <Tooltip label={label}>
      <ActionIcon className="wide-only" size="lg" aria-label={label} onClick={() => setColorScheme(dark ? 'light' : 'dark')}>
        {dark ? <IconSun {...ICON} /> : <IconMoon {...ICON} />}
      </ActionIcon>
    </Tooltip>
  );
}

function Bell() {
  const { t } = useTranslation();
  const { data: unread = 0 } = useQuery(unreadQuery);
  const label = unread === 0 ? t('notices.title') : t('notices.unread', { count: unread });
  return (
    <Indicator label={unread > 99 ? '99+' : unread} size={16} color="#B42318" offset={5} disabled={unread === 0}>
      <ActionIcon size="lg" aria-label={label} renderRoot={(props) => <Link to="/thong-bao" {...props} />}>
        <IconBell {...ICON} />
      </ActionIcon>
    </Indicator>
  );
}

function Me() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { person, grants, onBehalfOf } = useSession();
  const names = useNames([person, onBehalfOf]);
  const name = names.person(person);
  const { data: covers = [] } = useQuery(coversQuery(person));
  const [first] = grants;
  const client = useQueryClient();
  const navigate = useNavigate();
  const leave = async (): Promise<void> => {
    await request('/session', { method: 'DELETE' });
    forgetActing();
    client.clear();
    await navigate({ to: '/dang-nhap', search: {} });
  };
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <button type="button" className="me" aria-label={t('shell.me', { name })}>
          <Avatar name={name} large />
          <span className="me-text">
            <b>{name}</b>
            <small>
              {onBehalfOf === undefined
                ? first && roleTitle(first.role, language)
                : t('history.behalf', { name: names.person(onBehalfOf) })}
            </small>
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{name}</Menu.Label>
        <Menu.Item leftSection={<IconSettings {...ICON} />} renderRoot={(props) => <Link to="/cai-dat" {...props} />}>
          {t('settings.title')}
        </Menu.Item>
        <Menu.Item leftSection={<IconPassword {...ICON} />} renderRoot={(props) => <Link to="/mat-khau" {...props} />}>
          {t('password.title')}
        </Menu.Item>
        <Menu.Item leftSection={<IconDeviceLaptop {...ICON} />} renderRoot={(props) => <Link to="/may-ky" {...props} />}>
          {t('agents.title')}
        </Menu.Item>
        {covers
          .filter(({ absent }) => absent !== onBehalfOf)
          .map(({ id, absent, absentName }) => (
            <Menu.Item key={id} leftSection={<IconUserShare {...ICON} />} onClick={() => workAs(absent)}>
              {t('acting.begin', { name: absentName })}
            </Menu.Item>
          ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout {...ICON} />} onClick={() => void leave()}>
          {t('shell.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
