import type { HttpClient } from '../../platform/http/http-client.js';
import { deadline } from '../../platform/resilience/deadline.js';

const CHECK_MILLISECONDS = 1_000;

/** Whether a replica says in time that it is ready. It never rejects. */
export async function checkReady(http: HttpClient, url: string, address: string): Promise<boolean> {
  const limit = deadline(CHECK_MILLISECONDS);
  try {
    const response = await http.fetch(`${url}/readyz`, { address, signal: limit.signal });
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    return false;
  } finally {
    limit.clear();
  }
}
