/** Every migration in order. A static list: it is type-checked, and knex's directory loader cannot load TypeScript modules. */
import type { Knex } from 'knex';
import * as base from './20261121070000_base.ts';
import * as accounts from './20261121070100_accounts.ts';
import * as definitions from './20261121070200_definitions.ts';
import * as cases from './20261121070300_cases.ts';
import * as waiting from './20261121070400_waiting.ts';
import * as record from './20261121070500_record.ts';
import * as law from './20261121070600_law.ts';
import * as effects from './20261121070700_effects.ts';
import * as saveStep from './20261121070800_save_step.ts';
import * as agenda from './20261121070900_agenda.ts';
import * as messages from './20261121071000_messages.ts';
import * as rateLimit from './20261121071100_rate_limit.ts';
import * as notices from './20261121080000_notices.ts';
import * as byRight from './20261129055000_by_right.ts';
import * as acts from './20261129055100_acts.ts';
import * as jobTopics from './20261129060000_job_topics.ts';
import * as listIndexes from './20261129060500_list_indexes.ts';
import * as lawChanges from './20261129061500_law_changes.ts';
import * as catalogues from './20261129061537_catalogues.ts';
import * as bindings from './20261129070000_bindings.ts';
import * as unitHeads from './20261129070500_unit_heads.ts';
import * as mail from './20261129071000_mail.ts';
import * as deliveries from './20261129071500_deliveries.ts';
import * as accountChanges from './20261129090100_account_changes.ts';
import * as accountEffects from './20261129090200_account_effects.ts';
import * as persons from './20261129101100_persons.ts';
import * as rounds from './20261129101300_rounds.ts';
import * as moduleRules from './20261129112000_module_rules.ts';
import * as moduleProcedures from './20261129121001_module_procedures.ts';
import * as roundEvents from './20261129121002_round_events.ts';
import * as messageTargets from './20261129121003_message_targets.ts';
import * as recipientUnits from './20261129121004_recipient_units.ts';
import * as substitutions from './20261129122010_substitutions.ts';
import * as positions from './20261129122015_positions.ts';
import * as units from './20261129122020_units.ts';
import * as unitMoves from './20261129122030_unit_moves.ts';
import * as accountPositions from './20261129122040_account_positions.ts';
import * as signIn from './20261129123000_sign_in.ts';
import * as recordContent from './20261129124000_record_content.ts';
import * as accessLog from './20261129124010_access_log.ts';
import * as sealedRecord from './20261129124020_sealed_record.ts';
import * as destruction from './20261129124030_destruction.ts';
import * as dataKeys from './20261129125000_data_keys.ts';
import * as caseClass from './20261129125002_case_class.ts';
import * as lookupCodes from './20261129125003_lookup_codes.ts';
import * as caseCounts from './20261129125004_case_counts.ts';
import * as caseClasses from './20261129191100_case_classes.ts';
import * as sealIdentities from './20261129191200_seal_identities.ts';
import * as destroyEverywhere from './20261129191300_destroy_everywhere.ts';
import * as unitAbbreviations from './20261129193100_unit_abbreviations.ts';
import * as numberRegisters from './20261129193110_number_registers.ts';
import * as numberAssignment from './20261129193120_number_assignment.ts';
import * as documentRecalls from './20261129193130_document_recalls.ts';
import * as signings from './20261129194500_signings.ts';
import * as signingAgents from './20261129201700_signing_agents.ts';
import * as uploads from './20261129202900_uploads.ts';
import * as documentEvidence from './20261129205100_document_evidence.ts';
import * as keptFromApplication from './20261129213000_kept_from_application.ts';
import * as uploadScans from './20261130023000_upload_scans.ts';
import * as signedRecalls from './20261130030000_signed_recalls.ts';
import * as signingImages from './20261130031500_signing_images.ts';
import * as recordVerifications from './20261130061000_record_verifications.ts';
import * as formDrafts from './20261130223000_form_drafts.ts';
import * as savedFilters from './20261130224500_saved_filters.ts';

export const migrations: readonly (readonly [name: string, migration: Knex.Migration])[] = [
  ['20261121070000_base', base],
  ['20261121070100_accounts', accounts],
  ['20261121070200_definitions', definitions],
  ['20261121070300_cases', cases],
  ['20261121070400_waiting', waiting],
  ['20261121070500_record', record],
  ['20261121070600_law', law],
  ['20261121070700_effects', effects],
  ['20261121070800_save_step', saveStep],
  ['20261121070900_agenda', agenda],
  ['20261121071000_messages', messages],
  ['20261121071100_rate_limit', rateLimit],
  ['20261121080000_notices', notices],
  ['20261129055000_by_right', byRight],
  ['20261129055100_acts', acts],
  ['20261129060000_job_topics', jobTopics],
  ['20261129060500_list_indexes', listIndexes],
  ['20261129061500_law_changes', lawChanges],
  ['20261129061537_catalogues', catalogues],
  ['20261129070000_bindings', bindings],
  ['20261129070500_unit_heads', unitHeads],
  ['20261129071000_mail', mail],
  ['20261129071500_deliveries', deliveries],
  ['20261129090100_account_changes', accountChanges],
  ['20261129090200_account_effects', accountEffects],
  ['20261129101100_persons', persons],
  ['20261129101300_rounds', rounds],
  ['20261129112000_module_rules', moduleRules],
  ['20261129121001_module_procedures', moduleProcedures],
  ['20261129121002_round_events', roundEvents],
  ['20261129121003_message_targets', messageTargets],
  ['20261129121004_recipient_units', recipientUnits],
  ['20261129122010_substitutions', substitutions],
  ['20261129122015_positions', positions],
  ['20261129122020_units', units],
  ['20261129122030_unit_moves', unitMoves],
  ['20261129122040_account_positions', accountPositions],
  ['20261129123000_sign_in', signIn],
  ['20261129124000_record_content', recordContent],
  ['20261129124010_access_log', accessLog],
  ['20261129124020_sealed_record', sealedRecord],
  ['20261129124030_destruction', destruction],
  ['20261129125000_data_keys', dataKeys],
  ['20261129125002_case_class', caseClass],
  ['20261129125003_lookup_codes', lookupCodes],
  ['20261129125004_case_counts', caseCounts],
  ['20261129191100_case_classes', caseClasses],
  ['20261129191200_seal_identities', sealIdentities],
  ['20261129191300_destroy_everywhere', destroyEverywhere],
  ['20261129193100_unit_abbreviations', unitAbbreviations],
  ['20261129193110_number_registers', numberRegisters],
  ['20261129193120_number_assignment', numberAssignment],
  ['20261129193130_document_recalls', documentRecalls],
  ['20261129194500_signings', signings],
  ['20261129201700_signing_agents', signingAgents],
  ['20261129202900_uploads', uploads],
  ['20261129205100_document_evidence', documentEvidence],
  ['20261129213000_kept_from_application', keptFromApplication],
  ['20261130023000_upload_scans', uploadScans],
  ['20261130030000_signed_recalls', signedRecalls],
  ['20261130031500_signing_images', signingImages],
  ['20261130061000_record_verifications', recordVerifications],
  ['20261130223000_form_drafts', formDrafts],
  ['20261130224500_saved_filters', savedFilters],
];
