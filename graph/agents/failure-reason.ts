import type { FailureReason } from '../../contract/outcome.js';
import { AppError } from '../../platform/errors.js';
import { CircuitOpenError } from '../../platform/resilience/circuit-open-error.js';

/** Why a call failed, for its outcome. `begun` says that the customer has seen a part of the answer already. */
export function toFailureReason(error: unknown, begun: boolean): FailureReason {
  if (isTimeout(error)) return 'timeout';
  if (error instanceof CircuitOpenError) return 'circuit-open';
  if (!(error instanceof AppError)) return 'internal';
  if (error.code === 'bad-request') return 'rejected';
  return begun ? 'interrupted' : 'unavailable';
}

/** Whether trying again may help: the agent was not there; or it took too long, and there is another one to ask. */
export function mayRetry(error: unknown, elsewhere: boolean): boolean {
  if (isTimeout(error)) return elsewhere;
  return error instanceof AppError && error.code === 'unavailable';
}

/** Whether it took too long. */
export function isTimeout(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'deadline-exceeded';
  return error instanceof DOMException && error.name === 'TimeoutError';
}
