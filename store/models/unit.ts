import { Model } from 'objection';

// `declare`: a plain field would be defined as undefined on each instance
export class Unit extends Model {
  static override tableName = 'unit';
  declare id: string;
  /** ltree path, for example `cuc.hanoi.phong_a` */
  declare path: string;
  declare name: string;
  declare kind: string;
  declare abbreviation: string | null;
  declare valid_from: string | null;
  declare valid_to: string | null;
}
