import { endIdentitySessions as end } from '../../store/repositories/sessions.ts';
import { invalidInput } from '../invalid-input.ts';
import type { PlainCommandOf } from '../case-command.ts';

/** The national identity has signed somebody out (OpenID Connect Back-Channel Logout 1.0): so do we. */
export const endIdentitySessions: PlainCommandOf<'endIdentitySessions'> = {
  kind: 'plain',
  by: 'system',
  answer: 'never',
  async run(_, { services, input: { session, subject } }) {
    if (session === undefined && subject === undefined)
      throw invalidInput('subjectRequired', 'subject', 'Expected a session or a subject.', 'required');
    return { ended: (await end(services.db, session, subject)).map(({ id }) => id) };
  },
};
