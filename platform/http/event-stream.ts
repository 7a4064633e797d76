import type { Context } from 'hono';
import { AppError } from '../errors.js';
import type { AppEnv } from './app-env.js';
import { toProblem } from './problem.js';

const BUFFER_BYTES = 16_384;

/** How an event stream keeps alive and numbers its events. */
export interface EventStreamOptions {
  /** A comment goes out after so long without an event. */
  heartbeatMs?: number;
  /** The id of the first event, for a reader that rejoins. */
  firstId?: number;
}

/**
 * Sends one event, under the next id or the one that is given; resolves when the reader has room for the next. Rejects with
 * the signal's reason once it is gone.
 */
export type SendEvent<Event extends { type: string }> = (event: Event, id?: number) => Promise<void>;

/**
 * Answers with server-sent events: `event: <type>`, `id: <n>`, `data: <the event as JSON>`. Await each `send`: that is
 * the backpressure; the server hangs up on a reader that takes nothing for too long. The signal aborts at once when the
 * client is gone, also before anything was written. What `run` throws becomes a last `error` event with a problem, unknown
 * errors without their text; nothing follows it.
 */
export function eventStream<Event extends { type: string }>(
  c: Pick<Context<AppEnv>, 'req' | 'var'>,
  run: (send: SendEvent<Event>, signal: AbortSignal) => Promise<void>,
  options: EventStreamOptions = {},
): Response {
  const { heartbeatMs = 15_000, firstId = 1 } = options;
  const gone = new AbortController();
  const wire = openWire(gone);
  const onClientGone = () => wire.abandon();
  const client = c.req.raw.signal;
  if (client.aborted) onClientGone();
  else client.addEventListener('abort', onClientGone, { once: true });

  let nextId = firstId;
  const send = (event: { type: string }, id = nextId) => {
    heartbeat.refresh();
    nextId = id + 1;
    return wire.write(`event: ${event.type}\nid: ${id}\ndata: ${JSON.stringify(event)}\n\n`);
  };
  const heartbeat = setInterval(() => wire.ping(), heartbeatMs);

  void (async () => {
    try {
      await run(send, gone.signal);
    } catch (error) {
      if (!gone.signal.aborted) await reportError(c, error, send);
    } finally {
      clearInterval(heartbeat);
      client.removeEventListener('abort', onClientGone);
      wire.end();
    }
  })();

  return new Response(wire.stream, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}

async function reportError(
  c: Pick<Context<AppEnv>, 'req' | 'var'>,
  error: unknown,
  send: (event: { type: string; problem: unknown }) => Promise<void>,
): Promise<void> {
  if (!(error instanceof AppError)) c.var.logger.error({ error }, 'unexpected error in an event stream');
  const problem = toProblem(error, c.var.trace.traceId);
  // The reader may leave at this very moment; there is nobody left to tell then.
  await send({ type: 'error', problem }).catch(() => undefined);
}

function openWire(gone: AbortController) {
  const encoder = new TextEncoder();
  const waiting = new Set<() => void>();
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let open = true;
  let cancelled = false;

  const wakeAll = () => {
    for (const wake of waiting) wake();
    waiting.clear();
  };
  const abandon = () => {
    open = false;
    if (!gone.signal.aborted) gone.abort(new DOMException('The client is gone.', 'AbortError'));
    wakeAll();
  };
  const stream = new ReadableStream<Uint8Array>(
    {
      start: (started) => {
        controller = started;
      },
      pull: wakeAll,
      cancel: () => {
        cancelled = true;
        abandon();
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: BUFFER_BYTES }),
  );
  const hasRoom = () => (controller?.desiredSize ?? 0) > 0;

  return {
    stream,
    abandon,
    async write(text: string): Promise<void> {
      if (!open) throw gone.signal.reason ?? new Error('the event stream has ended');
      controller?.enqueue(encoder.encode(text));
      while (open && !hasRoom()) await new Promise<void>((wake) => waiting.add(wake));
      gone.signal.throwIfAborted();
    },
    ping() {
      if (open && hasRoom()) controller?.enqueue(encoder.encode(': keep-alive\n\n'));
    },
    end() {
      if (!cancelled) controller?.close();
      open = false;
      wakeAll();
    },
  };
}
