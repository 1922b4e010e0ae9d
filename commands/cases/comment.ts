import type { CaseCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { authorizeCase } from '../rights/case-rights.ts';
import { mentionedAccounts } from './mentioned.ts';

export const comment: CaseCommandOf<'comment'> = {
  kind: 'case',
  by: 'person',
  whileSuspended: true,
  authorize: (at) => authorizeCase(at, 'comment'),
  async decide({ services, loaded, actor, now }, { text, mentions = [] }) {
    const checked = requireText(text, 'text');
    const accounts = mentions.length === 0 ? [] : await mentionedAccounts(services, loaded.case, mentions, now);
    if (accounts.length === 0) return { command: { type: 'comment', text: checked }, comment: checked };
    const payload = { id: services.newId(), accounts, by: actor.person ?? actor.account };
    return {
      command: { type: 'comment', text: checked, mentions: [...new Set(mentions)] },
      comment: checked,
      outbox: [{ kind: 'mentioned', payload }],
    };
  },
};
