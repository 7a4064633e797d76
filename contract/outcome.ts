import { z } from 'zod';
import { AgentId, Id } from './ids.js';

/** How a request of the customer ended; every request ends in exactly one of these. */
export const OutcomeStatus = z.enum([
  'answered',
  'needs-info',
  'needs-confirmation',
  'failed',
  'out-of-scope',
  'handed-off',
]);
export type OutcomeStatus = z.infer<typeof OutcomeStatus>;

/** Why a part is missing; the customer is told in words, programs read the code. */
export const FailureReason = z.enum([
  'unavailable',
  'timeout',
  'circuit-open',
  'interrupted',
  'budget-exhausted',
  'model-failure',
  'rejected',
  'internal',
]);
export type FailureReason = z.infer<typeof FailureReason>;

const part = { requestId: Id, agent: AgentId };

/** The end of one request. A failure names its reason; nothing else has one. */
export const Outcome = z
  .discriminatedUnion('status', [
    z.object({
      ...part,
      status: z.enum(['answered', 'needs-info', 'needs-confirmation', 'out-of-scope', 'handed-off']),
    }),
    z.object({ ...part, status: z.literal('failed'), reason: FailureReason }),
  ])
  .meta({ id: 'Outcome' });
export type Outcome = z.infer<typeof Outcome>;
