/** The way out for mail: a server that takes it, refuses it for good, or cannot say now. */
export interface OutgoingMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** the same for every try: receivers tell a repetition by it */
  readonly messageId: string;
}

export type MailAnswer = { readonly accepted: true; readonly answer: string } | { readonly accepted: false; readonly answer: string };

export interface Mailer {
  /** right-hand side of message ids */
  readonly domain: string;
  /** Throws Transient when it is to be tried again. */
  send(mail: OutgoingMail): Promise<MailAnswer>;
  close(): void;
}
