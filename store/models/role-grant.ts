import { Model } from 'objection';

export class RoleGrant extends Model {
  static override tableName = 'role_grant';
  declare id: number;
  declare account: string;
  declare role: string;
  declare unit_path: string;
  declare valid_from: string;
  declare valid_to: string | null;
  declare needs_second_factor: boolean;
  declare granted_by: string | null;
  declare case_id: string | null;
}
