import { type BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import { Breaker, type BreakerState } from '../../platform/resilience/breaker.js';
import { deadline } from '../../platform/resilience/deadline.js';
import { type CircuitProber, probeWhileOpen } from '../../platform/resilience/probe-while-open.js';
import { RetryBudget } from '../../platform/resilience/retry-budget.js';
import { toModelFault } from './model-fault.js';

/** One call that a circuit let through; exactly one of these ends it. */
export interface Visit {
  succeeded(): void;
  failed(error: unknown): void;
}

/** What the calls of one process know of the models of a region: which of them are out, and how much may be repeated. */
export interface ModelCircuits {
  readonly budget: RetryBudget;
  /** Lets a call of this model through, or gives nothing while it is out. */
  enter(modelId: string): Visit | undefined;
  /** The state of every model that was asked. */
  states(): Record<string, BreakerState['kind']>;
  /** No probe goes out any more. */
  close(): void;
}

/** Where probes go, and how patiently. */
export interface ModelCircuitsOptions {
  /** A client that tries once: a probe that were repeated would be part of the storm. */
  client: BedrockRuntimeClient;
  onChange?: (modelId: string, kind: BreakerState['kind']) => void;
  threshold?: number;
  baseMs?: number;
  maxMs?: number;
  probeTimeoutMs?: number;
}

/**
 * A circuit for each model: five failures in a row open it, and then no customer's call is made to find out whether the
 * model is back. A probe of one token does that, at growing intervals.
 */
export function createModelCircuits(options: ModelCircuitsOptions): ModelCircuits {
  const { client, threshold = 5, baseMs = 1_000, maxMs = 15_000, probeTimeoutMs = 5_000 } = options;
  const circuits = new Map<string, { breaker: Breaker; prober: CircuitProber }>();

  function breakerOf(modelId: string): Breaker {
    const known = circuits.get(modelId);
    if (known !== undefined) return known.breaker;
    const breaker: Breaker = new Breaker({
      name: modelId,
      threshold,
      baseMs,
      maxMs,
      countsAsFailure: (error) => !isAbort(error) && toModelFault(error) !== 'refused',
      onChange(kind) {
        options.onChange?.(modelId, kind);
        prober.changed();
      },
    });
    const prober = probeWhileOpen(breaker, () => probe(modelId));
    circuits.set(modelId, { breaker, prober });
    return breaker;
  }

  async function probe(modelId: string): Promise<void> {
    const limit = deadline(probeTimeoutMs);
    try {
      const messages = [{ role: 'user' as const, content: [{ text: 'ping' }] }];
      const command = new ConverseCommand({ modelId, messages, inferenceConfig: { maxTokens: 1 } });
      await client.send(command, { abortSignal: limit.signal });
    } catch (error) {
      // A model that finds fault with the probe is there.
      if (toModelFault(error) !== 'refused' || limit.signal.aborted) throw error;
    } finally {
      limit.clear();
    }
  }

  return {
    budget: new RetryBudget(),
    enter(modelId) {
      const breaker = breakerOf(modelId);
      return breaker.state.kind === 'closed' ? visit(breaker) : undefined;
    },
    states: () =>
      Object.fromEntries([...circuits].map(([modelId, { breaker }]) => [modelId, breaker.state.kind])),
    close() {
      for (const { prober } of circuits.values()) prober.stop();
    },
  };
}

/** The breaker watches a promise, and a stream is none: this one is settled when the stream has ended. */
function visit(breaker: Breaker): Visit {
  let succeeded = (): void => undefined;
  let failed = (_error: unknown): void => undefined;
  const ended = new Promise<void>((resolve, reject) => {
    succeeded = resolve;
    failed = reject;
  });
  // What failed is told to the caller by the stream itself.
  breaker.run(() => ended).catch(() => undefined);
  return { succeeded, failed };
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
