/** Mail over SMTP (RFC 5321). A refusal for good (5yz) is an answer; 4yz and a server that is away are a Transient: tried again. */
import nodemailer from 'nodemailer';
import type { MailAnswer, Mailer, OutgoingMail } from '../../commands/notices/mailer.ts';
import { Transient } from '../../errors.ts';

export interface SmtpSettings {
  /** smtp://user:password@host:port or smtps://… */
  readonly url: string;
  readonly from: string;
  /** nothing is sent before TLS is spoken with a server whose certificate is verified */
  readonly secure?: boolean;
}

/** Shorter than the claim of an outbox entry: nobody else sends the same mail meanwhile. */
const TIMES = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 } as const;

interface SmtpFault extends Error {
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
}

export function openSmtpMailer({ url, from, secure = false }: SmtpSettings): Mailer {
  const transport = nodemailer.createTransport({ url, ...TIMES, requireTLS: secure, disableFileAccess: true, disableUrlAccess: true });
  return {
    domain: from.slice(from.lastIndexOf('@') + 1).replace(/>$/, ''),
    async send(mail) {
      try {
        const { response } = await transport.sendMail({ ...letter(mail), from });
        return { accepted: true, answer: response };
      } catch (fault) {
        return refusedForGood(fault as SmtpFault);
      }
    },
    close: () => transport.close(),
  };
}

function letter({ to, subject, text, messageId }: OutgoingMail) {
  return {
    // an object is never parsed as a list of addresses
    to: { name: '', address: to },
    subject,
    text,
    messageId,
    textEncoding: 'base64' as const,
    headers: { 'Auto-Submitted': 'auto-generated' },
  };
}

function refusedForGood(fault: SmtpFault): MailAnswer {
  const answer = fault.response ?? fault.message;
  // a wrong password or a refused greeting is ours to mend: the mail waits
  const aboutMail = fault.code === 'EENVELOPE' || fault.code === 'EMESSAGE';
  if (aboutMail && fault.responseCode !== undefined && fault.responseCode >= 500) return { accepted: false, answer };
  throw new Transient('mailDelayed', answer, fault);
}
