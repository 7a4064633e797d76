import type { HttpClient } from '../../platform/http/http-client.js';
import { deadline } from '../../platform/resilience/deadline.js';
import type { CodeSender } from './code-sender.js';

const MILLISECONDS = 5_000;

/**
 * Hands codes to a program that sends them: `POST {customerId, email, code, expiresAt}` as JSON, with a bearer token where
 * one is set. Anything but a 2xx within five seconds is a code that was not sent.
 */
export function createWebhookCodeSender(options: {
  http: HttpClient;
  url: string;
  token?: string | undefined;
}): CodeSender {
  const { http, url, token } = options;
  return {
    async send({ customerId, email, code, expiresAt }) {
      const limit = deadline(MILLISECONDS);
      try {
        const response = await http.fetch(url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          },
          body: JSON.stringify({ customerId, email, code, expiresAt: expiresAt.toISOString() }),
          signal: limit.signal,
        });
        await response.body?.cancel();
        if (!response.ok) throw new Error(`the sender of codes answered ${response.status}`);
      } finally {
        limit.clear();
      }
    },
  };
}
