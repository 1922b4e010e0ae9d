/** Addresses of the application, in Vietnamese as people say them. Filters are part of the address, so that it can be kept and sent. */
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import type { QueryClient } from '@tanstack/react-query';
import { readAccountFilters } from '../accounts/account-filters.ts';
import { readProposal } from '../accounts/proposal.ts';
import { readRequestFilters } from '../accounts/request-filters.ts';
import { readCaseFilters } from '../cases/case-filters.ts';
import { readInboxFilters } from '../inbox/inbox-filters.ts';
import { readCalendarFilters, readLawFilters, readParameterFilters } from '../law/law-filters.ts';
import { readNumberFilters } from '../numbers/number-filters.ts';
import { readRecordFilters } from '../record/record-filters.ts';
import { sessionQuery } from '../shared/session.ts';
import { readStatisticsFilters } from '../statistics/statistics-filters.ts';
import { readSubstitutionFilters } from '../substitutions/substitution-filters.ts';
import { isAim, takeAim } from '../sign-in/aim.ts';
import { FailedPage } from '../ui/failed-page.tsx';
import { LoadingPage } from '../ui/loading-page.tsx';
import { MissingPage } from '../ui/missing-page.tsx';
import { queryClient } from './query-client.ts';

/** Where what has to be done before anything else is done. */
const DUTIES = { changePassword: '/mat-khau', enrolSecondFactor: '/xac-thuc' } as const;

/** The central sign-in comes back to `/?signIn=…` where there is no session yet; else it is told where somebody wanted to go. */
function cameBack({ pathname, search, href }: { pathname: string; search: object; href: string }): { den?: string; signIn?: string } {
  const { signIn: how } = search as { readonly signIn?: unknown };
  return pathname === '/' ? (typeof how === 'string' ? { signIn: how } : {}) : { den: href };
}
/** Ids of drafts. */
const DRAFT = /^[0-9a-f-]{36}$/;

const root = createRootRouteWithContext<{ readonly queryClient: QueryClient }>()({ component: Outlet, notFoundComponent: MissingPage });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/dang-nhap',
  validateSearch: ({ den, signIn: how }: Record<string, unknown>): { den?: string; signIn?: string } => ({
    ...(isAim(den) && { den }),
    ...(typeof how === 'string' && { signIn: how.slice(0, 100) }),
  }),
  component: lazyRouteComponent(async () => await import('../sign-in/sign-in-page.tsx'), 'SignInPage'),
});

const lookup = createRoute({
  getParentRoute: () => root,
  path: '/tra-cuu',
  component: lazyRouteComponent(async () => await import('../lookup/lookup-page.tsx'), 'LookupPage'),
});

const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: lazyRouteComponent(async () => await import('./shell.tsx'), 'Shell'),
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (!session) throw redirect({ to: '/dang-nhap', search: cameBack(location) });
    const first = session.obligation && DUTIES[session.obligation];
    if (first && location.pathname !== first) throw redirect({ to: first });
  },
});

const start = createRoute({
  getParentRoute: () => inside,
  path: '/',
  beforeLoad: () => {
    throw redirect({ href: takeAim() ?? '/viec' });
  },
});
const inbox = createRoute({
  getParentRoute: () => inside,
  path: '/viec',
  validateSearch: readInboxFilters,
  component: lazyRouteComponent(async () => await import('../inbox/inbox-page.tsx'), 'InboxPage'),
});
const cases = createRoute({
  getParentRoute: () => inside,
  path: '/ho-so',
  validateSearch: readCaseFilters,
  component: lazyRouteComponent(async () => await import('../cases/cases-page.tsx'), 'CasesPage'),
});
const oneCase = createRoute({
  getParentRoute: () => inside,
  path: '/ho-so/$caseId',
  validateSearch: (search: Record<string, unknown>): { viec?: number } => {
    const task = Number(search.viec);
    return Number.isInteger(task) && task > 0 ? { viec: task } : {};
  },
  component: lazyRouteComponent(async () => await import('../cases/case-page.tsx'), 'CasePage'),
});
const printCase = createRoute({
  getParentRoute: () => inside,
  path: '/ho-so/$caseId/in',
  component: lazyRouteComponent(async () => await import('../cases/print-page.tsx'), 'PrintPage'),
});
const startCase = createRoute({
  getParentRoute: () => inside,
  path: '/lap-ho-so',
  component: lazyRouteComponent(async () => await import('../start/procedures-page.tsx'), 'ProceduresPage'),
});
const startOne = createRoute({
  getParentRoute: () => inside,
  path: '/lap-ho-so/$procedure',
  validateSearch: ({ nhap }: Record<string, unknown>): { nhap?: string } => (typeof nhap === 'string' && DRAFT.test(nhap) ? { nhap } : {}),
  component: lazyRouteComponent(async () => await import('../start/start-page.tsx'), 'StartPage'),
});
const notices = createRoute({
  getParentRoute: () => inside,
  path: '/thong-bao',
  validateSearch: ({ xem }: Record<string, unknown>): { xem?: 'unread' } => (xem === 'unread' ? { xem } : {}),
  component: lazyRouteComponent(async () => await import('../notices/notices-page.tsx'), 'NoticesPage'),
});
const numbers = createRoute({
  getParentRoute: () => inside,
  path: '/so-van-ban',
  validateSearch: readNumberFilters,
  component: lazyRouteComponent(async () => await import('../numbers/numbers-page.tsx'), 'NumbersPage'),
});
const seals = createRoute({
  getParentRoute: () => inside,
  path: '/cho-ky-so',
  component: lazyRouteComponent(async () => await import('../signing/seals-page.tsx'), 'SealsPage'),
});
const check = createRoute({
  getParentRoute: () => inside,
  path: '/kiem-tra-chu-ky',
  component: lazyRouteComponent(async () => await import('../documents/check-page.tsx'), 'CheckPage'),
});
const agents = createRoute({
  getParentRoute: () => inside,
  path: '/may-ky',
  component: lazyRouteComponent(async () => await import('../agents/agents-page.tsx'), 'AgentsPage'),
});
const images = createRoute({
  getParentRoute: () => inside,
  path: '/anh-chu-ky',
  validateSearch: ({ nguoi, donvi }: Record<string, unknown>): { nguoi?: string; donvi?: string } => ({
    ...(typeof nguoi === 'string' && { nguoi }),
    ...(typeof donvi === 'string' && { donvi }),
  }),
  component: lazyRouteComponent(async () => await import('../images/images-page.tsx'), 'ImagesPage'),
});
const accounts = createRoute({
  getParentRoute: () => inside,
  path: '/tai-khoan',
  validateSearch: readAccountFilters,
  component: lazyRouteComponent(async () => await import('../accounts/accounts-page.tsx'), 'AccountsPage'),
});
const accountRequests = createRoute({
  getParentRoute: () => inside,
  path: '/tai-khoan/de-nghi',
  validateSearch: readRequestFilters,
  component: lazyRouteComponent(async () => await import('../accounts/requests-page.tsx'), 'RequestsPage'),
});
const proposeAccount = createRoute({
  getParentRoute: () => inside,
  path: '/tai-khoan/lap-de-nghi',
  validateSearch: readProposal,
  component: lazyRouteComponent(async () => await import('../accounts/propose-page.tsx'), 'ProposePage'),
});
const importAccounts = createRoute({
  getParentRoute: () => inside,
  path: '/tai-khoan/nhap-danh-sach',
  component: lazyRouteComponent(async () => await import('../accounts/import-page.tsx'), 'ImportPage'),
});
const oneAccount = createRoute({
  getParentRoute: () => inside,
  path: '/tai-khoan/$account',
  component: lazyRouteComponent(async () => await import('../accounts/account-page.tsx'), 'AccountPage'),
});
const statistics = createRoute({
  getParentRoute: () => inside,
  path: '/thong-ke',
  validateSearch: readStatisticsFilters,
  component: lazyRouteComponent(async () => await import('../statistics/statistics-page.tsx'), 'StatisticsPage'),
});
const record = createRoute({
  getParentRoute: () => inside,
  path: '/nhat-ky',
  validateSearch: readRecordFilters,
  component: lazyRouteComponent(async () => await import('../record/record-page.tsx'), 'RecordPage'),
});
const law = createRoute({
  getParentRoute: () => inside,
  path: '/tham-so',
  validateSearch: readLawFilters,
  component: lazyRouteComponent(async () => await import('../law/law-page.tsx'), 'LawPage'),
});
const parameter = createRoute({
  getParentRoute: () => inside,
  path: '/tham-so/$key',
  validateSearch: readParameterFilters,
  component: lazyRouteComponent(async () => await import('../law/parameter-page.tsx'), 'ParameterPage'),
});
const proposeLaw = createRoute({
  getParentRoute: () => inside,
  path: '/tham-so/$key/de-nghi',
  component: lazyRouteComponent(async () => await import('../law/propose-page.tsx'), 'ProposePage'),
});
const calendar = createRoute({
  getParentRoute: () => inside,
  path: '/lich',
  validateSearch: readCalendarFilters,
  component: lazyRouteComponent(async () => await import('../law/calendar-page.tsx'), 'CalendarPage'),
});
const proposeDays = createRoute({
  getParentRoute: () => inside,
  path: '/lich/de-nghi',
  validateSearch: readCalendarFilters,
  component: lazyRouteComponent(async () => await import('../law/propose-days-page.tsx'), 'ProposeDaysPage'),
});
const substitutions = createRoute({
  getParentRoute: () => inside,
  path: '/uy-quyen',
  validateSearch: readSubstitutionFilters,
  component: lazyRouteComponent(async () => await import('../substitutions/substitutions-page.tsx'), 'SubstitutionsPage'),
});
const password = createRoute({
  getParentRoute: () => inside,
  path: '/mat-khau',
  component: lazyRouteComponent(async () => await import('../sign-in/password-page.tsx'), 'PasswordPage'),
});

const settings = createRoute({
  getParentRoute: () => inside,
  path: '/cai-dat',
  component: lazyRouteComponent(async () => await import('../settings/settings-page.tsx'), 'SettingsPage'),
});
const factor = createRoute({
  getParentRoute: () => inside,
  path: '/xac-thuc',
  component: lazyRouteComponent(async () => await import('../sign-in/factor-page.tsx'), 'FactorPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    lookup,
    inside.addChildren([
      start,
      inbox,
      cases,
      oneCase,
      printCase,
      startCase,
      startOne,
      notices,
      numbers,
      seals,
      check,
      agents,
      images,
      accounts,
      accountRequests,
      proposeAccount,
      importAccounts,
      oneAccount,
      statistics,
      record,
      law,
      parameter,
      proposeLaw,
      calendar,
      proposeDays,
      substitutions,
      password,
      factor,
      settings,
    ]),
  ]),
  context: { queryClient },
  defaultPreload: 'intent',
  defaultErrorComponent: FailedPage,
  defaultPendingComponent: LoadingPage,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
