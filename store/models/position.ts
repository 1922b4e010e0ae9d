import { Model } from 'objection';

export class Position extends Model {
  static override tableName = 'position';
  declare id: number;
  declare person: string;
  declare unit_path: string;
  declare title: string;
  declare valid_from: string;
  declare valid_to: string | null;
}
