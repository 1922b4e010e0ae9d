/** The pages of the application: those of the navigation by section, all of them for Ctrl+K, as far as they are for this person. */
import {
  IconBell,
  IconBook2,
  IconCalendarEvent,
  IconChartBar,
  IconChecklist,
  IconFileCertificate,
  IconFilePlus,
  IconFolders,
  IconHistory,
  IconRubberStamp,
  IconScale,
  IconSignature,
  IconUsers,
  IconUserShare,
} from '@tabler/icons-react';
import type { Ability } from '../../../policies/ability.ts';
import { can } from '../../../policies/can.ts';

interface Looking {
  readonly ability: Ability;
  /** whether the installation judges files that are not its own */
  readonly checks: boolean;
}
type May = (looking: Looking) => boolean;

const everybody: May = () => true;
const who =
  (...[action, subject]: readonly [string, Parameters<typeof can>[2]]): May =>
  ({ ability }) =>
    can(ability, action, subject).allowed;

export const SECTIONS = ['work', 'follow', 'manage'] as const;

export const PAGES = [
  { to: '/viec', title: 'inbox.title', section: 'work', icon: IconChecklist, may: everybody },
  { to: '/ho-so', title: 'cases.title', section: 'work', icon: IconFolders, may: everybody },
  { to: '/lap-ho-so', title: 'start.title', section: 'work', icon: IconFilePlus, may: everybody },
  { to: '/cho-ky-so', title: 'seals.title', section: 'work', icon: IconRubberStamp, may: who('seal', 'Task') },
  { to: '/thong-bao', title: 'notices.title', section: 'work', icon: IconBell, may: everybody },
  { to: '/uy-quyen', title: 'substitutions.title', section: 'work', icon: IconUserShare, may: everybody },
  { to: '/so-van-ban', title: 'numbers.title', section: 'follow', icon: IconBook2, may: who('read', 'NumberRegister') },
  { to: '/thong-ke', title: 'statistics.title', section: 'follow', icon: IconChartBar, may: who('read', 'Statistics') },
  { to: '/nhat-ky', title: 'record.title', section: 'follow', icon: IconHistory, may: who('read', 'Audit') },
  { to: '/kiem-tra-chu-ky', title: 'check.title', section: 'follow', icon: IconFileCertificate, may: ({ checks }: Looking) => checks },
  { to: '/tai-khoan', title: 'accounts.title', section: 'manage', icon: IconUsers, may: who('endSessions', 'Account') },
  { to: '/anh-chu-ky', title: 'images.title', section: 'manage', icon: IconSignature, may: who('propose', 'SigningImage') },
  { to: '/tham-so', title: 'law.title', section: 'manage', icon: IconScale, may: who('read', 'Parameter') },
  { to: '/lich', title: 'calendar.title', section: 'manage', icon: IconCalendarEvent, may: who('read', 'Calendar') },
  { to: '/cai-dat', title: 'settings.title', may: everybody },
  { to: '/mat-khau', title: 'password.title', may: everybody },
  { to: '/may-ky', title: 'agents.title', may: everybody },
] as const;
