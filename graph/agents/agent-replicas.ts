import { AppError } from '../../platform/errors.js';
import type { ResolveAddresses } from '../../platform/http/address-resolver.js';
import type { Breaker, BreakerState } from '../../platform/resilience/breaker.js';

/** One process of a service: its address, the circuit to it, and what it is doing for us. */
export interface Replica {
  readonly address: string;
  readonly breaker: Breaker;
  inFlight: number;
}

/** What the replicas of one service are made from; `retire` takes back what `create` made when an address is gone. */
export interface ReplicaOptions {
  hostname: string;
  resolve: ResolveAddresses;
  create: (address: string) => Breaker;
  retire: (address: string) => void;
}

/** The processes behind one service's name. Which there are is asked of the name service again and again. */
export class AgentReplicas {
  readonly #options: ReplicaOptions;
  readonly #replicas = new Map<string, Replica>();
  #turn = 0;

  constructor(options: ReplicaOptions) {
    this.#options = options;
  }

  /**
   * The replica for the next attempt: one whose circuit is closed and that was not tried, the least busy one, in turn where
   * they are equal. With every circuit open it is the one that is due first, whose breaker then decides.
   */
  async pick(tried: ReadonlySet<string>): Promise<Replica> {
    const { hostname, resolve } = this.#options;
    this.#sync(await resolve(hostname));
    const all = [...this.#replicas.values()];
    const from = this.#turn++ % Math.max(1, all.length);
    const inTurn = [...all.slice(from), ...all.slice(0, from)];
    const [best] = inTurn.sort((one, other) => compare(one, other, tried));
    if (best === undefined) throw new AppError('unavailable', 'A service cannot be found.');
    return best;
  }

  /** Whether there is another replica that is not known to be out of order. */
  hasOther(tried: ReadonlySet<string>): boolean {
    return [...this.#replicas.values()].some(
      ({ address, breaker }) => !tried.has(address) && breaker.state.kind === 'closed',
    );
  }

  /** The circuit to the service as a whole: closed while one replica can be called. */
  state(): BreakerState['kind'] {
    const kinds = new Set([...this.#replicas.values()].map(({ breaker }) => breaker.state.kind));
    if (kinds.size === 0 || kinds.has('closed')) return 'closed';
    return kinds.has('half-open') ? 'half-open' : 'open';
  }

  /** Forgets all of them. */
  close(): void {
    this.#sync([]);
  }

  #sync(addresses: readonly string[]): void {
    const { create, retire } = this.#options;
    for (const address of addresses) {
      if (!this.#replicas.has(address)) {
        this.#replicas.set(address, { address, breaker: create(address), inFlight: 0 });
      }
    }
    if (this.#replicas.size === addresses.length) return;
    for (const address of [...this.#replicas.keys()]) {
      if (addresses.includes(address)) continue;
      this.#replicas.delete(address);
      retire(address);
    }
  }
}

function compare(one: Replica, other: Replica, tried: ReadonlySet<string>): number {
  return (
    one.breaker.remainingMs - other.breaker.remainingMs ||
    rank(one) - rank(other) ||
    Number(tried.has(one.address)) - Number(tried.has(other.address)) ||
    one.inFlight - other.inFlight
  );
}

/** An open circuit that is due is better left to the health check while another replica can be called. */
function rank({ breaker }: Replica): number {
  return breaker.state.kind === 'closed' ? 0 : 1;
}
