/** What can be asked of rounds, of their lines, and of the councils that decide them. */
import type { Variables } from '../engine/command.ts';
import type { PersonFacts } from '../store/person-contract.ts';
import type { CaseRef, ItemResult, Reasoned, StartOutcome, StepOutcome, TaskRef } from './outcome-contract.ts';

export type LineAdded = { readonly caseId: string; readonly code: string; readonly person?: string };
export type LineResult = { readonly line: string; readonly result: ItemResult<StepOutcome> };

export interface RoundCommands {
  /** `member`: the acting person when absent; another one only from `minutes`, by who works on the task */
  castVote: [
    TaskRef & { readonly choice: string; readonly member?: string; readonly reason?: string; readonly minutes?: string },
    StepOutcome,
  ];
  /** by the member, or with a substitute by who works on the task */
  recuseMember: [TaskRef & { readonly member: string; readonly substitute?: string } & Reasoned, StepOutcome];
  addLine: [
    {
      /** case id of the round */
      readonly round: string;
      /** of the register; or the diagram of the line finds it in the variables */
      readonly person?: string;
      readonly businessKey?: string;
      readonly title?: string;
      readonly variables?: Variables;
    },
    StartOutcome,
  ];
  /** 1 to 1,000 rows, each with its own answer, in order */
  importLines: [
    {
      readonly round: string;
      readonly lines: readonly {
        readonly person?: string;
        /** instead of `person`: entered into the register, or found there */
        readonly facts?: PersonFacts;
        readonly businessKey?: string;
        readonly title?: string;
        readonly variables?: Variables;
      }[];
    },
    { readonly items: readonly ItemResult<LineAdded>[] },
  ];
  strikeLine: [CaseRef & Reasoned, StepOutcome];
  /** without `to`: out of the round, to go on by itself */
  moveLine: [CaseRef & { readonly to?: string } & Reasoned, StepOutcome];
  strikeLines: [
    { readonly round: string; readonly lines: readonly ({ readonly line: string } & Reasoned)[] },
    { readonly items: readonly LineResult[] },
  ];
  moveLines: [
    { readonly round: string; readonly to?: string; readonly lines?: readonly string[] } & Reasoned,
    { readonly items: readonly LineResult[] },
  ];
  /** `node`: the element at which the lines are; `reason`: for lines that give none of their own */
  decideLines: [
    {
      readonly round: string;
      readonly node: string;
      readonly reason?: string;
      readonly lines: readonly {
        readonly line: string;
        readonly outcome?: string;
        readonly reason?: string;
        readonly variables?: Variables;
      }[];
    },
    { readonly items: readonly LineResult[] },
  ];
  castVotes: [
    {
      readonly round: string;
      readonly node: string;
      readonly minutes?: string;
      readonly votes: readonly { readonly line: string; readonly choice: string; readonly member?: string; readonly reason?: string }[];
    },
    { readonly items: readonly LineResult[] },
  ];
}
