/** Commands that are no step, about agencies and what they are told: bindings, heads of units, the box of another system, notices. */
import type { RoleAgency, RoleBinding } from '../engine/bindings/binding.ts';
import type { ExchangeMessage } from '../store/projections/exchange.ts';
import type { ModuleDocument } from '../store/repositories/module-documents.ts';
import type { NoticePreference } from '../store/repositories/notice-preferences.ts';
import type { NoticeTemplate } from '../store/repositories/notice-templates.ts';
import type { UnitHead } from '../store/repositories/unit-heads.ts';
import type { Scan } from './tasks/paper-act.ts';

type Reasoned = { readonly reason: string };
type Recorded = { readonly id: number };

export interface AgencyCommands {
  bindRole: [Omit<RoleBinding, 'id'> & Reasoned, Recorded];
  assignAgencyType: [Omit<RoleAgency, 'id'> & Reasoned, Recorded];
  /** `person` or `role`; neither: no head any more */
  nameUnitHead: [UnitHead & Reasoned, Recorded];

  /** system only: in place of those that the module brought before; `procedures`: ids of its processes */
  deployDocuments: [
    { readonly module: string; readonly procedures: readonly string[]; readonly documents: readonly ModuleDocument[] },
    { readonly keys: readonly string[] },
  ];
  /** by the recipient; `scans`: of a receipt, stored before; `received` is false when somebody was faster */
  confirmDelivery: [{ readonly delivery: number; readonly scans?: readonly Scan[] }, { readonly received: boolean }];
  /** `on`: ISO date on which it reached the recipient */
  recordReceipt: [
    {
      readonly delivery: number;
      readonly on: string;
      readonly channel: 'post' | 'paper' | 'electronic';
      readonly receivedBy: string;
      readonly note?: string;
      readonly scans?: readonly Scan[];
    },
    { readonly received: boolean },
  ];

  // by an account with the role `partner`
  /** at most `limit` messages that were not fetched before, or all open ones; those are delivered now */
  fetchExchange: [{ readonly limit?: number; readonly again?: boolean }, { readonly messages: readonly ExchangeMessage[] }];
  readExchange: [{ readonly message: string }, { readonly read: boolean }];

  /** mine, by id, or all up to one; those of others stay as they are */
  readNotices: [{ readonly notices: readonly number[] } | { readonly upTo: number }, { readonly read: number }];
  /** they have come to my screen */
  receiveNotices: [{ readonly notices: readonly number[] }, { readonly received: true }];
  setNoticePreference: [{ readonly mail: boolean; readonly language?: 'vi' | 'en' }, NoticePreference];
  /** `diagrams`: BPMN of the module, whose tasks fill the texts in; `dryRun`: checked only */
  deployNotices: [
    {
      readonly module: string;
      readonly diagrams: readonly string[];
      readonly templates: readonly NoticeTemplate[];
      readonly dryRun?: boolean;
    },
    { readonly keys: readonly string[] },
  ];
}
