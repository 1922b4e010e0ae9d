/** Agencies with abbreviations, and what must hold of every register at any time. */
import type { Pool } from 'pg';

/** The court of Hà Nội numbers as TA, with an office HS below it; `cuc.hue` has no abbreviation. */
export async function agencies(pool: Pool): Promise<void> {
  await pool.query(`insert into unit (id, path, name, kind, abbreviation) values
    ('cuc', 'cuc', 'Cục', 'department', null), ('cuc.hanoi', 'cuc.hanoi', 'Tòa án Hà Nội', 'court', 'TA'), ('cuc.hue', 'cuc.hue', 'Huế', 'court', null),
    ('cuc.hanoi.hs', 'cuc.hanoi.hs', 'Phòng Hình sự', 'office', 'HS'), ('cuc.hanoi.tk', 'cuc.hanoi.tk', 'Tổ thư ký', 'office', null)`);
}

interface Whole {
  readonly series: string;
  readonly last: number;
  readonly ordinals: readonly number[];
}
/** Ordinals of each register are exactly 1 to its counter: gives those of which that is not so. */
export async function broken(pool: Pool): Promise<readonly Whole[]> {
  const { rows } = await pool.query<Whole>(`
    select r.series, r.last, array(select e.ordinal from number_entry e where e.register = r.id order by 1) as ordinals from number_register r`);
  return rows.filter(({ last, ordinals }) => ordinals.length !== last || ordinals.some((ordinal, at) => ordinal !== at + 1));
}
