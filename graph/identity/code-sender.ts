import type { Logger } from '../../platform/telemetry/logger.js';

/** A one-time code on its way to the customer whom it is to be proof of. */
export interface SentCode {
  customerId: string;
  email: string;
  code: string;
  expiresAt: Date;
}

/** Brings codes to customers, by e-mail or otherwise; a rejection means that the code was not sent. */
export interface CodeSender {
  send(code: SentCode): Promise<void>;
}

/** Writes codes to the log, for the demonstration alone: whoever reads the log can be any customer. */
export function createLogCodeSender(logger: Logger): CodeSender {
  return {
    async send({ customerId, code, expiresAt }) {
      logger.info({ customerId, code, expiresAt }, 'a one-time code, instead of an e-mail');
    },
  };
}
