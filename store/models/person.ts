import { Model } from 'objection';

export class Person extends Model {
  static override tableName = 'person';
  declare id: string;
  declare identity_number: string | null;
  declare name: string;
  declare title: string | null;
  declare unit_path: string;
  declare email: string | null;
  declare phone: string | null;
}
