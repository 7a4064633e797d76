import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { RequestError } from '@hono/node-server';
import type { Problem } from '../../contract/problem.js';
import { AppError } from '../errors.js';
import type { Logger } from '../telemetry/logger.js';
import { parseTraceparent } from '../telemetry/trace-context.js';
import { PROBLEM_MEDIA_TYPE, problemResponse, toProblem } from './problem.js';

const PARSER_PROBLEMS: Readonly<Record<string, { status: number; title: string; code: string }>> = {
  HPE_HEADER_OVERFLOW: { status: 431, title: 'Request header fields too large', code: 'headers-too-large' },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: { status: 413, title: 'Payload too large', code: 'payload-too-large' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, title: 'Request timeout', code: 'request-timeout' },
};
const MALFORMED = { status: 400, title: 'Bad request', code: 'bad-request' };

/** Answers as problems what never becomes a request of the app: bytes that are not HTTP, slow senders, bad addresses. */
export const answerUnparsed = {
  /** What the adapter could not turn into a request, or an app that failed without answering. */
  response(error: unknown, logger: Logger): Response {
    const { traceId } = parseTraceparent(undefined);
    if (error instanceof RequestError) {
      const problem = toProblem(
        new AppError('bad-request', 'The address or the Host header is malformed.'),
        traceId,
      );
      return problemResponse(problem, { connection: 'close' });
    }
    logger.error({ error, traceId }, 'unexpected error outside the app');
    return problemResponse(toProblem(error, traceId));
  },

  /** What the HTTP parser, the expectations and the methods outside of requests would answer without a body. */
  attach(server: Server): void {
    const current = new WeakMap<Duplex, ServerResponse>();
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      current.set(request.socket, response);
    });
    server.on('clientError', (error: Error & { code?: string }, socket) => {
      const response = current.get(socket);
      const answering = response?.headersSent && !response.writableFinished;
      if (error.code === 'ECONNRESET' || !socket.writable || answering) {
        socket.destroy();
        return;
      }
      const known = PARSER_PROBLEMS[error.code ?? ''] ?? MALFORMED;
      socket.end(rawResponse(known), () => socket.destroy());
    });
    server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
      const { body, headers } = toRaw({
        status: 417,
        title: 'Expectation failed',
        code: 'expectation-failed',
      });
      response.writeHead(417, headers).end(body);
    });
    server.on('connect', (_request: IncomingMessage, socket: Duplex) => {
      socket.end(rawResponse({ status: 405, title: 'Method not allowed', code: 'method-not-allowed' }));
    });
  },
};

function toRaw(known: Pick<Problem, 'status' | 'title' | 'code'>) {
  const { traceId } = parseTraceparent(undefined);
  const problem: Problem = { type: `urn:switchboard:problem:${known.code}`, ...known, instance: traceId };
  const body = JSON.stringify(problem);
  const headers: Record<string, string> = {
    'content-type': PROBLEM_MEDIA_TYPE,
    'content-length': String(Buffer.byteLength(body)),
    'cache-control': 'no-store',
    connection: 'close',
  };
  return { body, headers };
}

function rawResponse(known: Pick<Problem, 'status' | 'title' | 'code'>): string {
  const { body, headers } = toRaw(known);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${known.status} ${STATUS_CODES[known.status] ?? ''}`, ...lines, '', body].join('\r\n');
}
