/** Commands that are no step, about agencies and what they are told: bindings, heads of units, the box of another system, notices. */
import type { RoleAgency, RoleBinding } from '../engine/bindings/binding.ts';
import type { ExchangeMessage } from '../store/projections/exchange.ts';
import type { NoticePreference } from '../store/repositories/notice-preferences.ts';
import type { NoticeTemplate } from '../store/repositories/notice-templates.ts';
import type { UnitHead } from '../store/repositories/unit-heads.ts';

type Reasoned = { readonly reason: string };
type Recorded = { readonly id: number };

export interface AgencyCommands {
  bindRole: [Omit<RoleBinding, 'id'> & Reasoned, Recorded];
  assignAgencyType: [Omit<RoleAgency, 'id'> & Reasoned, Recorded];
  /** `person` or `role`; neither: no head any more */
  nameUnitHead: [UnitHead & Reasoned, Recorded];

  // by an account with the role `partner`
  /** at most `limit` messages that were not fetched before, or all open ones; those are delivered now */
  fetchExchange: [{ readonly limit?: number; readonly again?: boolean }, { readonly messages: readonly ExchangeMessage[] }];
  readExchange: [{ readonly message: string }, { readonly read: boolean }];

  /** mine, by id; those of others stay as they are */
  readNotices: [{ readonly notices: readonly number[] }, { readonly read: number }];
  /** they have come to my screen */
  receiveNotices: [{ readonly notices: readonly number[] }, { readonly received: true }];
  setNoticePreference: [{ readonly mail: boolean; readonly language?: 'vi' | 'en' }, NoticePreference];
  /** `procedures`: process ids whose diagrams fill the texts in */
  deployNotices: [
    { readonly module: string; readonly procedures: readonly string[]; readonly templates: readonly NoticeTemplate[] },
    { readonly keys: readonly string[] },
  ];
}
