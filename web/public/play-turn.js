import { ApiError } from './caller.js';
import { readEventStream } from './event-stream.js';

/**
 * @typedef {import('../../contract/events.js').TurnEvent} TurnEvent
 * @typedef {Pick<import('./api.js').Api, 'sendMessage' | 'rejoinTurn'>} TurnApi
 */

const LAST = new Set(['turn-end', 'turn-interrupted', 'error']);
const REJOIN_DELAYS = [300, 1_000, 3_000];

/**
 * Sends a message and gives the turn's events to their end. A stream that breaks before its last event is rejoined
 * where it broke; when that does not work either, the generator just ends without a last event.
 * It throws `ApiError` when the message was not accepted, and `AbortError` when the signal is aborted.
 * @param {TurnApi} api
 * @param {{ sessionId: string, text: string, key: string, signal: AbortSignal, delays?: readonly number[] }} message
 * @returns {AsyncGenerator<TurnEvent>}
 */
export async function* playTurn(api, { sessionId, text, key, signal, delays = REJOIN_DELAYS }) {
  const place = { turnId: '', lastEventId: '' };
  if (yield* follow(await api.sendMessage(sessionId, text, { key, signal }), place, signal)) return;
  for (const delay of delays) {
    if (place.turnId === '') return;
    await wait(delay, signal);
    const response = await rejoin(api, sessionId, place, signal);
    if (response === 'gone') return;
    if (response !== 'unreachable' && (yield* follow(response, place, signal))) return;
  }
}

/**
 * Gives the events of one response and says whether the last event of the turn was among them.
 * @param {Response} response @param {{ turnId: string, lastEventId: string }} place @param {AbortSignal} signal
 * @returns {AsyncGenerator<TurnEvent, boolean>}
 */
async function* follow(response, place, signal) {
  try {
    for await (const { data, id } of readEventStream(response)) {
      const event = parseEvent(data);
      if (event === undefined) continue;
      place.lastEventId = id;
      if (event.type === 'turn-start') place.turnId = event.turnId;
      // This server is about to stop, and another one goes on: as if the connection had broken here.
      if (event.type === 'turn-interrupted' && event.resumes) return false;
      yield event;
      if (LAST.has(event.type)) return true;
    }
  } catch {
    // Whatever the reading failed with: a turn that was stopped has ended for that reason, and no other.
    if (signal.aborted) throw signal.reason;
  }
  return false;
}

/** @param {TurnApi} api @param {string} sessionId @param {{ turnId: string, lastEventId: string }} place @param {AbortSignal} signal */
async function rejoin(api, sessionId, { turnId, lastEventId }, signal) {
  try {
    return await api.rejoinTurn(sessionId, turnId, { lastEventId, signal });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return error.problem.status < 500 && error.problem.status !== 429 ? 'gone' : 'unreachable';
  }
}

/** An event that is no JSON object is passed over. @param {string} data @returns {TurnEvent | undefined} */
function parseEvent(data) {
  try {
    const value = JSON.parse(data);
    return typeof value?.type === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** @param {number} milliseconds @param {AbortSignal} signal @returns {Promise<void>} */
function wait(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
  });
}
