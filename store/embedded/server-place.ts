import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { writeOnce } from '../../protection/write-once.ts';
import { makeReadableFolder } from './readable-folder.ts';
import { canAccess } from './run-as.ts';
import { ACCOUNT_NAME, serverAccount, type Account } from './server-account.ts';
import { startupProblem } from './startup-problem.ts';

const MARK = 'database-elsewhere';

/** Who runs the server, where its data is, and where a copy of its programs goes if one is needed. */
export interface ServerPlace {
  readonly account: Account | undefined;
  readonly base: string;
  readonly copyRoot: string;
}

/**
 * The asked folder, if the server's account can work in it. Else (root, and a checkout that only root may enter) a folder
 * of its own under the state folder, one for each asked folder; the log says where. A folder that was removed and made anew is another one: what
 * lay there is sealed with keys that went with it.
 */
export function chooseServerPlace(asked: string, stateRoot: string | undefined, log: (line: string) => void): ServerPlace {
  const isNew = !fs.existsSync(asked);
  const base = makeFolder(path.resolve(asked));
  const account = serverAccount(base);
  if (!account) return { account, base: requireAccess(base, account), copyRoot: base };
  const state = stateRoot ?? `/var/lib/${ACCOUNT_NAME}`;
  if (giveTo(account, base)) return { account, base, copyRoot: state };
  if (fs.readdirSync(base).some((name) => /^pg\d+$/.test(name))) return { account, base: requireAccess(base, account), copyRoot: state };
  const moved = makeFolder(placeElsewhere(makeReadableFolder(state), base, isNew));
  giveTo(account, moved);
  log(`the account ${account.name}, which runs PostgreSQL, cannot reach ${base}: the data is in ${moved}`);
  return { account, base: requireAccess(moved, account), copyRoot: state };
}

/** The same for as long as the folder is there. Folders of before there were marks go by their path alone. */
function placeElsewhere(state: string, base: string, isNew: boolean): string {
  const mark = path.join(base, MARK);
  const place = (own: string): string => path.join(state, createHash('sha256').update(`${base}${own}`).digest('hex').slice(0, 16));
  if (!isNew && !fs.existsSync(mark) && fs.existsSync(place(''))) return place('');
  writeOnce(mark, randomUUID());
  return place(fs.readFileSync(mark, 'utf8'));
}

/** Hands an empty or already handed folder over; false when the account cannot reach it all the same. */
function giveTo(account: Account, folder: string): boolean {
  if (fs.statSync(folder).uid !== account.uid) {
    fs.chownSync(folder, account.uid, account.gid);
    if (!canAccess(account, folder, ['-r', '-w', '-x'])) {
      fs.chownSync(folder, 0, 0);
      return false;
    }
    fs.chmodSync(folder, 0o700);
  }
  return canAccess(account, folder, ['-r', '-w', '-x']);
}

function makeFolder(folder: string): string {
  try {
    fs.mkdirSync(folder, { recursive: true });
    return fs.realpathSync(folder);
  } catch (error) {
    throw startupProblem('noFolder', `The folder ${folder} cannot be made.`, 'Set DATA_DIR to a folder that can be written.', error);
  }
}

function requireAccess(folder: string, account: Account | undefined): string {
  if (canAccess(account, folder, ['-r', '-w', '-x'])) return folder;
  throw startupProblem(
    'noAccess',
    `${account?.name ?? 'The account that starts the product'} cannot read and write the data folder ${folder}.`,
    'Make the folder and those above it accessible to that account, set DATA_DIR to another folder, or set DATABASE_URL.',
  );
}
