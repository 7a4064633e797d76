/**
 * How many requests a window may hold. At most `quota` fall into any window of that length: `burst` of them at once, the
 * others as time passes.
 */
export interface RatePolicy {
  /** As it is named in the RateLimit headers. */
  name: string;
  quota: number;
  windowSeconds: number;
  /** From 1 to `quota - 1`. */
  burst: number;
}

/** What a policy says to one request. */
export interface RateVerdict {
  policy: RatePolicy;
  allowed: boolean;
  /** How many more may follow at once. */
  remaining: number;
  /** Until the whole burst is free again. */
  resetSeconds: number;
  /** Until the next one is allowed; 0 when this one was. */
  retryAfterSeconds: number;
}

/** A policy of so many a minute, a third of them at once. */
export function perMinute(name: string, quota: number): RatePolicy {
  return { name, quota, windowSeconds: 60, burst: Math.max(1, Math.min(quota - 1, Math.ceil(quota / 3))) };
}

/** The seconds between two requests that keep to a policy for ever: its window over what the burst leaves of the quota. */
export function emissionSeconds({ quota, burst, windowSeconds }: RatePolicy): number {
  return windowSeconds / Math.max(1, quota - burst);
}

/** The verdict from how far ahead of now the next arrival lies, in seconds, after this request when it was allowed. */
export function toVerdict(policy: RatePolicy, allowed: boolean, aheadSeconds: number): RateVerdict {
  const emission = emissionSeconds(policy);
  const tolerance = policy.burst * emission;
  return {
    policy,
    allowed,
    remaining: allowed ? Math.max(0, Math.floor((tolerance - aheadSeconds) / emission + 1e-6)) : 0,
    resetSeconds: Math.max(0, Math.ceil(aheadSeconds)),
    retryAfterSeconds: allowed ? 0 : Math.max(1, Math.ceil(aheadSeconds + emission - tolerance)),
  };
}
