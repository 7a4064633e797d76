import { randomInt } from 'node:crypto';
import type { CodeSent, StepUpToken } from '../../contract/verification.js';
import { signCustomerToken } from '../../platform/auth/customer-token.js';
import { AppError } from '../../platform/errors.js';
import type { CodeSender } from './code-sender.js';
import { hashCode } from './hash-code.js';
import type { VerificationStore } from './verification-store.js';

const STEP_UP_SECONDS = 1_800;

/** Makes sure of a customer by a one-time code. Nothing it answers tells whether the customer exists. */
export interface VerifyCustomer {
  /** Sends a code; `rate-limited` when locked or asked too often, `unavailable` when it cannot be sent. */
  sendCode(customerId: string): Promise<CodeSent>;
  /** A step-up token for the right code; `forbidden` for any other, `rate-limited` after three. */
  confirm(customerId: string, code: string): Promise<StepUpToken>;
}

/** Codes of six digits, kept hashed, sent by the given sender; without one there are none to be had. */
export function createVerifyCustomer(options: {
  store: VerificationStore;
  sender: CodeSender | undefined;
  secret: string;
  now?: () => Date;
}): VerifyCustomer {
  const { store, sender, secret, now = () => new Date() } = options;
  return {
    async sendCode(customerId) {
      if (sender === undefined)
        throw new AppError(
          'unavailable',
          'No way to send codes is set up here. Ask for a person in the chat.',
        );
      const code = randomInt(1_000_000).toString().padStart(6, '0');
      const opened = await store.open(customerId, hashCode(secret, customerId, code), now());
      if (opened.kind === 'refused') throw tooMany('codes', opened.retryAfterSeconds);
      const { email, expiresAt } = opened;
      if (email !== undefined) await send(sender, { customerId, email, code, expiresAt });
      return { expiresAt: expiresAt.toISOString() };
    },

    async confirm(customerId, code) {
      const judged = await store.judge(customerId, hashCode(secret, customerId, code), now());
      if (judged === 'wrong') {
        throw new AppError('forbidden', 'That is not the code, or it has expired. Ask for a new one.');
      }
      if (judged !== 'right') throw tooMany('wrong codes', judged.lockedForSeconds);
      const grant = { customerId, level: 'step-up' as const, expiresInSeconds: STEP_UP_SECONDS };
      const expiresAt = new Date(now().getTime() + STEP_UP_SECONDS * 1_000).toISOString();
      return { token: await signCustomerToken(secret, grant), expiresAt };
    },
  };
}

async function send(sender: CodeSender, code: Parameters<CodeSender['send']>[0]): Promise<void> {
  try {
    await sender.send(code);
  } catch (cause) {
    throw new AppError('unavailable', 'The code could not be sent. Please try again.', {
      cause,
      retryAfterSeconds: 5,
    });
  }
}

function tooMany(what: string, retryAfterSeconds: number): AppError {
  const minutes = Math.ceil(retryAfterSeconds / 60);
  return new AppError(
    'rate-limited',
    `Too many ${what}. Try again in ${minutes} minutes, or ask for a person in the chat.`,
    { retryAfterSeconds },
  );
}
