/** Commands on user tasks, and the answers of other agencies' systems to them. */
import type { Variables } from '../engine/command.ts';
import type { Reasoned, StepOutcome, TaskRef } from './outcome-contract.ts';
import type { CopyInput } from './signing/copy-input.ts';
import type { ActedBy, PaperAct } from './tasks/paper-act.ts';

export interface TaskCommands {
  /** `reason`: where the work was asked of another system */
  claimTask: [TaskRef & { readonly reason?: string }, StepOutcome];
  unclaimTask: [TaskRef, StepOutcome];
  /** `assignee`: account id */
  assignTask: [TaskRef & { readonly assignee: string; readonly reason?: string }, StepOutcome];
  /** `paper`: what was done on paper, where the task is bound so; `signing`, `copies`: of the product itself, where the diagram asks for a signature */
  completeTask: [
    TaskRef & {
      readonly outcome?: string;
      readonly reason?: string;
      readonly variables?: Variables;
      readonly paper?: PaperAct;
      readonly signing?: string;
      readonly copies?: readonly CopyInput[];
    },
    StepOutcome,
  ];
  returnTask: [
    TaskRef & { readonly target: string; readonly variables?: Variables; readonly paper?: PaperAct; readonly signing?: string } & Reasoned,
    StepOutcome,
  ];
  /** `instance`: the completed task that is taken back; `signing`: where it was signed */
  recallTask: [TaskRef & { readonly reason?: string; readonly signing?: string }, StepOutcome];
  addCompanion: [
    TaskRef & {
      readonly position: 'before' | 'after';
      readonly kind: 'counterSign' | 'opinion';
      readonly name: string;
      /** account id; or `candidates`: person ids */
      readonly assignee?: string;
      readonly candidates?: readonly string[];
      readonly form?: string;
    },
    StepOutcome,
  ];
  changeDueDate: [TaskRef & { readonly due: string } & Reasoned, StepOutcome];
  throwBpmnError: [TaskRef & { readonly code: string; readonly variables?: Variables; readonly reason?: string }, StepOutcome];

  // work in other agencies' systems, by an account with the role `partner`
  /** `id`: chosen by the answering system; the same again gets the first answer */
  answerExchangeTask: [
    TaskRef & {
      readonly id: string;
      readonly outcome?: string;
      readonly reason?: string;
      readonly variables?: Variables;
      /** version of the form that was filled in */
      readonly formVersion?: number;
      /** when the agency acted, and who did; now, and the system's account, when absent */
      readonly at?: string;
      readonly by?: readonly ActedBy[];
    },
    StepOutcome,
  ];
  bounceExchangeTask: [TaskRef & { readonly id: string } & Reasoned, StepOutcome];
}
