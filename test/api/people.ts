/** Units, persons, accounts and roles that the tests act with. */
import type pg from 'pg';

export const PASSWORD = 'mật khẩu rất dài 2026';

export const PEOPLE = {
  lan: { roles: [['officer', 'cuc.hanoi']], unit: 'cuc.hanoi', name: 'Nguyễn Thị Lan' },
  minh: { roles: [['manager', 'cuc.hanoi']], unit: 'cuc.hanoi', name: 'Trần Văn Minh' },
  hoa: { roles: [['officer', 'cuc.hue']], unit: 'cuc.hue', name: 'Lê Thị Hoa' },
  analyst: { roles: [['analyst', 'cuc']], unit: 'cuc', name: 'Phạm Phân Tích' },
  root: { roles: [['sysadmin', 'cuc']], unit: 'cuc', name: 'Quản Trị' },
  locked: { roles: [['officer', 'cuc.hanoi']], unit: 'cuc.hanoi', name: 'Đã Khóa' },
} as const;
export type Name = keyof typeof PEOPLE;

export async function seedPeople(pool: pg.Pool, passwordHash: string): Promise<void> {
  for (const path of ['cuc', 'cuc.hanoi', 'cuc.hue'])
    await pool.query('insert into unit (id, path, name) values ($1, $1::ltree, $1)', [path]);
  for (const [name, { roles, unit, name: full }] of Object.entries(PEOPLE)) {
    await pool.query('insert into person (id, name, unit_path) values ($1, $2, $3)', [`person-${name}`, full, unit]);
    await pool.query(
      `insert into account (id, person, login, password_hash, must_change_password, state) values ($1, $2, $3, $4, false, $5)`,
      [`account-${name}`, `person-${name}`, name, passwordHash, name === 'locked' ? 'locked' : 'active'],
    );
    for (const [role, path] of roles)
      await pool.query(`insert into role_grant (account, role, unit_path, valid_from) values ($1, $2, $3, now() - interval '1 day')`, [
        `account-${name}`,
        role,
        path,
      ]);
  }
}
