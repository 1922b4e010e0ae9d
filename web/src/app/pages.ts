/** The pages that Ctrl+K finds by their names, as far as they are for this person. */
import type { Ability } from '../../../policies/ability.ts';
import { can } from '../../../policies/can.ts';

type May = (ability: Ability) => boolean;
const EVERYBODY: May = () => true;

export const PAGES = [
  { to: '/viec', title: 'inbox.title', may: EVERYBODY },
  { to: '/ho-so', title: 'cases.title', may: EVERYBODY },
  { to: '/lap-ho-so', title: 'start.title', may: EVERYBODY },
  { to: '/thong-bao', title: 'notices.title', may: EVERYBODY },
  { to: '/cho-ky-so', title: 'seals.title', may: (ability: Ability) => can(ability, 'seal', 'Task').allowed },
  { to: '/so-van-ban', title: 'numbers.title', may: (ability: Ability) => can(ability, 'read', 'NumberRegister').allowed },
  { to: '/thong-ke', title: 'statistics.title', may: (ability: Ability) => can(ability, 'read', 'Statistics').allowed },
  { to: '/nhat-ky', title: 'record.title', may: (ability: Ability) => can(ability, 'read', 'Audit').allowed },
  { to: '/tai-khoan', title: 'accounts.title', may: (ability: Ability) => can(ability, 'endSessions', 'Account').allowed },
  { to: '/anh-chu-ky', title: 'images.title', may: (ability: Ability) => can(ability, 'propose', 'SigningImage').allowed },
  { to: '/cai-dat', title: 'settings.title', may: EVERYBODY },
  { to: '/mat-khau', title: 'password.title', may: EVERYBODY },
  { to: '/may-ky', title: 'agents.title', may: EVERYBODY },
] as const;
