import { workerData } from 'node:worker_threads';
import { Certificate } from '../../signing/trust/certificate.ts';
import type { TrustAnchor } from '../../signing/trust/trust-anchor.ts';
import { verifyPdf } from '../../signing/verify-pdf.ts';
import { answerApart } from '../apart/answer-apart.ts';
import type { SentAnchor, VerifyInput } from './verify-apart.ts';

const { file, anchors, stamps, at } = workerData as VerifyInput;
const bytes = (sent: Uint8Array): Buffer => Buffer.from(sent.buffer, sent.byteOffset, sent.byteLength);
const anchorOf = ({ der, ...trust }: SentAnchor): TrustAnchor => ({ ...trust, certificate: new Certificate(bytes(der)) });

answerApart(() =>
  verifyPdf(bytes(file), { anchors: anchors.map(anchorOf), at, ...(stamps && { timeStampAnchors: stamps.map(anchorOf) }) }),
);
