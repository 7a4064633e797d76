import { isIP, type LookupFunction } from 'node:net';
import { LRUCache } from 'lru-cache';
import { Agent, type RequestInit, type Response, fetch as undiciFetch } from 'undici';
import { AppError } from '../errors.js';

/** A request, and the address to send it to where the name of the URL's host stands for several replicas. */
export type HttpRequest = RequestInit & { address?: string | undefined };

/** Calls other services over a bounded pool of kept connections. */
export interface HttpClient {
  /**
   * Like `fetch`, without redirects. Resolves with any status; rejects with the signal's reason when that aborts, with
   * `deadline-exceeded` when the callee does not begin to answer in time, and with `unavailable` when it is not there.
   */
  fetch(url: string, init?: HttpRequest): Promise<Response>;
  close(): Promise<void>;
}

/** The limits of a client; for each origin where it says so. */
export interface HttpClientOptions {
  /** Connections to one origin; further calls wait for a free one. */
  connections?: number;
  connectTimeoutMs?: number;
  /** How long the first byte of an answer may take. */
  headersTimeoutMs?: number;
  /** How long a body may be silent; event streams send a heartbeat every 15 seconds. */
  bodyTimeoutMs?: number;
}

/** Connections are kept for so many addresses at once; those of the one that was not used for the longest time are closed. */
const MOST_ADDRESSES = 256;

/** A client with undici's own fetch and agent: Node's built-in fetch opens a connection for every parallel call. */
export function createHttpClient(options: HttpClientOptions = {}): HttpClient {
  const byName = createAgent(options);
  const byAddress = new LRUCache<string, Agent>({
    max: MOST_ADDRESSES,
    // Calls that run over it come to their end.
    dispose: (agent) => void agent.close().catch(() => undefined),
  });
  const agentFor = (address: string): Agent => {
    const known = byAddress.get(address);
    if (known !== undefined) return known;
    const agent = createAgent(options, address);
    byAddress.set(address, agent);
    return agent;
  };
  return {
    async fetch(url, { address, ...init } = {}) {
      const dispatcher = address === undefined ? byName : agentFor(address);
      try {
        return await undiciFetch(url, { redirect: 'error', ...init, dispatcher });
      } catch (error) {
        init.signal?.throwIfAborted();
        throw toAppError(error);
      }
    },
    async close() {
      const agents = [byName, ...byAddress.values()];
      await Promise.all(agents.map((agent) => agent.destroy()));
      byAddress.clear();
    },
  };
}

/** Given an address, it connects to that one whatever the name; the name still is what TLS and the Host header say. */
function createAgent(options: HttpClientOptions, address?: string): Agent {
  const {
    connections = 128,
    connectTimeoutMs = 1_000,
    headersTimeoutMs = 30_000,
    bodyTimeoutMs = 45_000,
  } = options;
  return new Agent({
    connections,
    connect: {
      timeout: connectTimeoutMs,
      ...(address === undefined ? {} : { lookup: lookupOf(address) }),
    },
    headersTimeout: headersTimeoutMs,
    bodyTimeout: bodyTimeoutMs,
    // Shorter than the servers' 65 seconds, so that no call goes out on a connection that is being closed.
    keepAliveTimeout: 30_000,
    keepAliveMaxTimeout: 30_000,
  });
}

function lookupOf(address: string): LookupFunction {
  const family = isIP(address);
  return (_hostname, { all }, callback) => {
    if (all === true) callback(null, [{ address, family }]);
    else callback(null, address, family);
  };
}

function toAppError(error: unknown): AppError {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'UND_ERR_HEADERS_TIMEOUT') {
    return new AppError('deadline-exceeded', 'A service took too long to answer.', { cause });
  }
  return new AppError('unavailable', 'A service cannot be reached.', { cause, retryAfterSeconds: 1 });
}
