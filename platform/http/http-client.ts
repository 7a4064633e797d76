import { Agent, type RequestInit, type Response, fetch as undiciFetch } from 'undici';
import { AppError } from '../errors.js';

/** Calls other services over a bounded pool of kept connections. */
export interface HttpClient {
  /**
   * Like `fetch`, without redirects. Resolves with any status; rejects with the signal's reason when that aborts, with
   * `deadline-exceeded` when the callee does not begin to answer in time, and with `unavailable` when it is not there.
   */
  fetch(url: string, init?: RequestInit): Promise<Response>;
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

/** A client with undici's own fetch and agent: Node's built-in fetch opens a connection for every parallel call. */
export function createHttpClient(options: HttpClientOptions = {}): HttpClient {
  const {
    connections = 64,
    connectTimeoutMs = 1_000,
    headersTimeoutMs = 30_000,
    bodyTimeoutMs = 45_000,
  } = options;
  const agent = new Agent({
    connections,
    connect: { timeout: connectTimeoutMs },
    headersTimeout: headersTimeoutMs,
    bodyTimeout: bodyTimeoutMs,
    // Shorter than the servers' 65 seconds, so that no call goes out on a connection that is being closed.
    keepAliveTimeout: 30_000,
    keepAliveMaxTimeout: 30_000,
  });
  return {
    async fetch(url, init = {}) {
      try {
        return await undiciFetch(url, { redirect: 'error', ...init, dispatcher: agent });
      } catch (error) {
        init.signal?.throwIfAborted();
        throw toAppError(error);
      }
    },
    close: () => agent.destroy(),
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
