import { type Customer, readTurnEvents, type SendOptions } from './customer.js';
import type { LoadAnswer } from './load-driver.js';

/** How one message ended, and whether the system had taken it over. */
export interface Asked extends LoadAnswer {
  acknowledged: boolean;
  /** The turn ended with its last event, whatever came of it. */
  ended: boolean;
}

/**
 * Sends a message and reads its turn. The kind is `ok` for a turn that came to its end, `503` for an honest refusal (a
 * problem with Retry-After, or the same as the last event), else what was wrong.
 */
export async function askOnce(customer: Customer, text: string, options?: SendOptions): Promise<Asked> {
  let acknowledged = false;
  try {
    const response = await customer.send(text, options);
    acknowledged = response.status === 200;
    if (!acknowledged) return { kind: await refusalKind(response), acknowledged, ended: false };
    let last: { type: string; problem?: { status: number } } = { type: 'nothing' };
    for await (const event of readTurnEvents(response)) last = event;
    if (last.type === 'turn-end') return { kind: 'ok', acknowledged, ended: true };
    if (last.type === 'error') return { kind: String(last.problem?.status), acknowledged, ended: true };
    return { kind: `ended with ${last.type}`, acknowledged, ended: last.type === 'turn-interrupted' };
  } catch (error) {
    return { kind: `broken: ${error instanceof Error ? error.message : error}`, acknowledged, ended: false };
  }
}

async function refusalKind(response: Response): Promise<string> {
  const text = await response.text();
  const isProblem = response.headers.get('content-type') === 'application/problem+json';
  const saysWhen = Number(response.headers.get('retry-after')) >= 1;
  if (isProblem && saysWhen) return String(response.status);
  return `${response.status} without ${isProblem ? 'Retry-After' : 'a problem'}: ${text.slice(0, 200)}`;
}
