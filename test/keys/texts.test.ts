import test from 'ava';
import { failureText } from '../../api/message-catalogue.ts';
import { EVIDENCE_FAULTS } from '../../keys/evidence/evidence-fault.ts';
import { KEY_FAULTS, PASSING_FAULTS } from '../../keys/key-fault.ts';
import { tokenFault } from '../../pkcs11/token-fault.ts';

const CODES = [
  ...[...KEY_FAULTS, ...PASSING_FAULTS].map((fault) => `keys.${fault}`),
  ...EVIDENCE_FAULTS.map((fault) => `evidence.${fault}`),
];

test('each failure of a key and of evidence has its own text and remedy in both languages', (t) => {
  for (const language of ['vi', 'en'] as const) {
    const texts = CODES.map((code) => failureText({ kind: 'conflict', code, details: {} }, language));
    const general = failureText({ kind: 'conflict', code: 'nothing', details: {} }, language);
    for (const [index, { detail, remedy }] of texts.entries()) {
      t.truthy(detail, `${language} ${CODES[index]}`);
      t.truthy(remedy);
      t.not(remedy, general.remedy, `${language} ${CODES[index]}`);
    }
    t.is(new Set(texts.map(({ detail }) => detail)).size, CODES.length);
  }
});

for (const [value, fault] of [
  ['CKR_PIN_INCORRECT', 'wrongPin'],
  ['CKR_PIN_LOCKED', 'pinLocked'],
  ['CKR_TOKEN_NOT_PRESENT', 'tokenRemoved'],
  ['CKR_DEVICE_REMOVED', 'tokenRemoved'],
  ['CKR_KEY_HANDLE_INVALID', 'keyGone'],
  ['CKR_DEVICE_ERROR', 'deviceFailed'],
  ['CKR_SOMETHING_NEW', 'deviceFailed'],
] as const)
  test(`what a token answers is understood: ${value}`, (t) => {
    t.like(tokenFault(new Error(value)), { fault, message: value });
  });
