import { Model } from 'objection';
import type { Json } from '../../expressions/json.ts';

export class Parameter extends Model {
  static override tableName = 'parameter';
  static override idColumn = ['key', 'version'];
  static override jsonAttributes = ['body'];
  declare key: string;
  declare version: string;
  declare body: Json;
  declare valid_from: string;
  declare valid_to: string | null;
  declare citation: string;
  declare confidence: 'A' | 'B' | 'C';
  declare running: 'keep' | 'recompute';
  declare status: 'proposed' | 'active' | 'rejected' | 'withdrawn';
  declare note: string | null;
  declare proposed_by: string;
  declare proposed_at: string;
  declare decided_by: string | null;
  declare decided_at: string | null;
  declare case_id: string | null;
}
