import { z } from 'zod';

/** What `POST /v1/verification` answers, the same whoever asks: how long the code works. */
export const CodeSent = z.object({ expiresAt: z.iso.datetime() }).meta({ id: 'CodeSent' });
export type CodeSent = z.infer<typeof CodeSent>;

/** The body of `POST /v1/verification/confirm`. */
export const ConfirmCode = z
  .object({
    code: z
      .string()
      .trim()
      .regex(/^\d{6}$/, 'use the six digits of the code'),
  })
  .meta({ id: 'ConfirmCode' });
export type ConfirmCode = z.infer<typeof ConfirmCode>;

/** A token of the level `step-up`; when it ends, the customer is as verified as before. */
export const StepUpToken = z
  .object({ token: z.string(), expiresAt: z.iso.datetime() })
  .meta({ id: 'StepUpToken' });
export type StepUpToken = z.infer<typeof StepUpToken>;
