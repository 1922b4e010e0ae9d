/** A browser that signs in: it keeps its cookies, as they are set. */
import { generateSync } from 'otplib';
import { hashPassword } from '../../commands/accounts/password.ts';
import { saveUnits, seedAccount, setPassword, type SeedAccount } from '../../store/repositories/accounts.ts';
import type { Answer, ApiServer, Ask } from './api-server.ts';

export const PASSWORD = 'Chiều-mưa-trên-phố-82';
const hash = hashPassword(PASSWORD);

export interface Browser {
  readonly ask: (method: string, path: string, ask?: Ask) => Promise<Answer>;
  /** first step; then `factor` where it is asked for */
  signIn(login: string, password?: string): Promise<Answer>;
  factor(proof: object): Promise<Answer>;
  cookie(name: string): string | undefined;
  forget(name: string): void;
}

export function browserOf(server: Pick<ApiServer, 'anyone'>, headers: Record<string, string> = {}): Browser {
  const cookies = new Map<string, string>();
  const ask = async (method: string, path: string, given: Ask = {}): Promise<Answer> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await server.anyone(method, path, {
      ...given,
      headers: { ...headers, ...(cookie !== '' && { cookie }), ...given.headers },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return answer;
  };
  return {
    ask,
    signIn: async (login, password = PASSWORD) => await ask('POST', '/api/v1/session', { body: { login, password } }),
    factor: async (proof) => await ask('POST', '/api/v1/session/factor', { body: proof }),
    cookie: (name) => cookies.get(name),
    forget: (name) => void cookies.delete(name),
  };
}

/** An account of a role in a unit, with the password above. */
export async function addAccount(
  server: Pick<ApiServer, 'db' | 'services'>,
  id: string,
  role: string,
  unitPath: string,
  more: Partial<SeedAccount['person']> & { readonly needsSecondFactor?: boolean } = {},
): Promise<void> {
  const { needsSecondFactor = false, ...about } = more;
  const now = server.services.commands.clock();
  await saveUnits(server.db, [{ id: unitPath, path: unitPath, name: unitPath }]);
  const person = { id: `person-${id}`, name: 'Phạm Văn Khoa', unitPath, ...about };
  const grants = [{ role, unitPath, needsSecondFactor }];
  await seedAccount(
    server.db,
    { id, login: id, passwordHash: await hash, person, grants },
    new Date(Date.parse(now) - 1_000).toISOString(),
  );
  await setPassword(server.db, id, await hash, now);
  if (needsSecondFactor) await server.db.pool.query('update account set second_factor_at = $2 where id = $1', [id, now]);
}

/** The code that an authenticator shows at an instant. */
export const codeAt = (secret: string, now: string, steps = 0): string =>
  generateSync({ secret, epoch: Math.floor(Date.parse(now) / 1_000) + steps * 30 });

/** Enrols an authenticator and gives its secret. */
export async function enrolOtp(server: Pick<ApiServer, 'services'>, browser: Browser): Promise<string> {
  const begun = await browser.ask('POST', '/api/v1/factors/otp', { body: { name: 'Điện thoại' } });
  const { factor, secret } = begun.body as { factor: string; secret: string };
  const code = codeAt(secret, server.services.commands.clock());
  const confirmed = await browser.ask('POST', `/api/v1/factors/otp/${factor}/confirmation`, { body: { code } });
  if (confirmed.status !== 200) throw new Error(JSON.stringify(confirmed.body));
  return secret;
}
