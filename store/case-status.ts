export type CaseStatus = 'active' | 'suspended' | 'ended';
