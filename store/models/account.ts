import { Model, type RelationMappings } from 'objection';
import type { AccountState } from '../contract.ts';
import { Person } from './person.ts';
import { RoleGrant } from './role-grant.ts';

export class Account extends Model {
  static override tableName = 'account';
  declare id: string;
  declare person: string;
  declare login: string;
  declare password_hash: string | null;
  declare password_changed_at: string | null;
  declare must_change_password: boolean;
  declare state: AccountState;
  declare rights_epoch: number;
  declare awaits_second_factor: boolean;
  declare created_at: string;
  declare updated_at: string;
  declare holder?: Person;
  declare grants?: RoleGrant[];

  static override get relationMappings(): RelationMappings {
    return {
      holder: { relation: Model.BelongsToOneRelation, modelClass: Person, join: { from: 'account.person', to: 'person.id' } },
      grants: { relation: Model.HasManyRelation, modelClass: RoleGrant, join: { from: 'account.id', to: 'role_grant.account' } },
    };
  }
}
