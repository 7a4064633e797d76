import type { ReadableStream } from 'node:stream/web';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { AppError } from '../errors.js';

const LARGEST_EVENT = 1_048_576;

/** One event of a stream as it came; `event` is `message` when the sender named none. */
export interface ReceivedEvent {
  event: string;
  data: string;
  id: string | undefined;
}

/**
 * The events of a response, in order. Ends when the body ends (an event cut short is dropped), rejects with the
 * signal's reason when that aborts and with `unavailable` when the connection breaks. Leaving the loop early closes
 * the connection.
 */
export async function* readEvents(
  response: { readonly body: ReadableStream | null },
  signal?: AbortSignal,
): AsyncGenerator<ReceivedEvent, void, undefined> {
  if (response.body === null) return;
  const reader = response.body.getReader();
  const onAbort = () => void reader.cancel(signal?.reason).catch(() => undefined);
  signal?.addEventListener('abort', onAbort, { once: true });
  const received: EventSourceMessage[] = [];
  const parser = createParser({
    maxBufferSize: LARGEST_EVENT,
    onEvent: (event) => received.push(event),
  });
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const chunk = await readChunk(reader, signal);
      if (chunk === undefined) return;
      parser.feed(decoder.decode(chunk, { stream: true }));
      for (const { event, data, id } of received.splice(0)) {
        yield { event: event ?? 'message', data, id };
        signal?.throwIfAborted();
      }
    }
  } finally {
    signal?.removeEventListener('abort', onAbort);
    await reader.cancel().catch(() => undefined);
  }
}

async function readChunk(
  reader: { read(): Promise<{ done: boolean; value?: Uint8Array }> },
  signal: AbortSignal | undefined,
): Promise<Uint8Array | undefined> {
  signal?.throwIfAborted();
  try {
    const { done, value } = await reader.read();
    signal?.throwIfAborted();
    return done ? undefined : value;
  } catch (cause) {
    signal?.throwIfAborted();
    throw new AppError('unavailable', 'The connection broke in mid-stream.', { cause });
  }
}
