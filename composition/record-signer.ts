/** The key that signs checkpoints: from a file that only its owner may read. Without a setting one is made beside the embedded data. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Config } from '../config.ts';
import { Rejection } from '../errors.ts';
import { writeOnce } from '../protection/write-once.ts';
import { digestFor, type RecordSigner } from '../record/checkpoint.ts';

/** Throws Rejection `recordKeyUnusable`. */
export function openRecordSigner({ recordKeyFile, dataFolder }: Pick<Config, 'recordKeyFile' | 'dataFolder'>): RecordSigner {
  const file = recordKeyFile ?? path.join(dataFolder, 'record-key.pem');
  if (recordKeyFile === undefined && !fs.existsSync(file)) writeOnce(file, newKey());
  const key = readKey(file);
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
  return {
    algorithm: algorithmOf(key, file),
    publicKey,
    sign: (statement) => sign(digestFor(key), Buffer.from(statement), key),
  };
}

const newKey = (): string => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

function readKey(file: string): KeyObject {
  let mode: number;
  let key: KeyObject;
  try {
    mode = fs.statSync(file).mode;
    key = createPrivateKey(fs.readFileSync(file));
  } catch (error) {
    throw unusable(file, 'cannot be read as a private key', 'Set RECORD_KEY_FILE to a PEM file with an Ed25519 or P-256 key.', error);
  }
  if ((mode & 0o077) !== 0) throw unusable(file, 'can be read by others', `Run chmod 600 ${file}.`);
  return key;
}

function algorithmOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject, file: string): string {
  if (asymmetricKeyType === 'ed25519') return 'Ed25519';
  if (asymmetricKeyType === 'ec' && asymmetricKeyDetails?.namedCurve === 'prime256v1') return 'ECDSA-P256-SHA256';
  throw unusable(file, 'is of another kind', 'Use an Ed25519 or P-256 key.');
}

function unusable(file: string, what: string, remedy: string, cause?: unknown): Rejection {
  const message = `The key of the record, ${file}, ${what}.`;
  return new Rejection('validation', 'recordKeyUnusable', message, { problems: [{ code: 'recordKeyUnusable', message, remedy }], cause });
}
