import { CircuitOpenError } from '../../platform/resilience/circuit-open-error.js';
import { deadline } from '../../platform/resilience/deadline.js';
import { isCalleeFault } from '../../platform/resilience/is-callee-fault.js';
import type { Replica } from './agent-replicas.js';
import type { CircuitReport } from './circuit-report.js';
import { isTimeout } from './failure-reason.js';

/** One try at one replica. */
export interface Attempt {
  address: string;
  signal: AbortSignal;
  /** Said as soon as the replica answers at all. */
  isAlive: () => void;
}

/** What an attempt is bounded by, and who hears how it went. */
export interface AttemptOptions<T> {
  agent: string;
  attempt: (attempt: Attempt) => Promise<T>;
  timeoutMs: number;
  signal: AbortSignal;
  report: CircuitReport;
}

/** breaker( attempt deadline( call )): a caller who went away says nothing about the replica, a turn that ran out of time does. */
export async function attemptAt<T>(replica: Replica, options: AttemptOptions<T>): Promise<T> {
  const { agent, attempt, timeoutMs, signal, report } = options;
  const { address, breaker } = replica;
  const counts = (error: unknown): boolean => {
    if (signal.aborted && !isTimeout(signal.reason)) return false;
    return isCalleeFault(error);
  };
  replica.inFlight += 1;
  const inTime = async (isAlive: () => void): Promise<T> => {
    const limit = deadline(timeoutMs, signal);
    try {
      return await attempt({ address, signal: limit.signal, isAlive });
    } finally {
      limit.clear();
    }
  };
  try {
    const result = await breaker.run(inTime, counts);
    report.attempted(agent, 'ok');
    return result;
  } catch (error) {
    report.attempted(agent, error instanceof CircuitOpenError ? 'rejected' : 'failed');
    throw error;
  } finally {
    replica.inFlight -= 1;
  }
}
