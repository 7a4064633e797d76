import { createServer, type IncomingMessage } from 'node:http';
import { createServer as createHttp2Server, type Http2ServerRequest } from 'node:http2';
import { type AddressInfo, createServer as createNetServer, type Socket } from 'node:net';
import { sleep } from '../../platform/resilience/sleep.js';
import type { BedrockRequest, BedrockScript, ConverseBody } from './bedrock/script.js';
import { toTestEmbedding } from './bedrock/test-embedding.js';
import { toTestRanking } from './bedrock/test-ranking.js';
import { type BedrockResponse, writeConverse, writeConverseStream } from './bedrock/write-answer.js';

/** A Bedrock runtime on loopback. `url` is for `AWS_ENDPOINT_URL_BEDROCK_RUNTIME`; `requests` holds all it got, in order. */
export interface BedrockServer {
  readonly url: string;
  readonly requests: BedrockRequest[];
  close(): Promise<void>;
}

/** Decides what happens to a request; `number` counts them from 1. */
export type Respond = (request: BedrockRequest, number: number) => BedrockScript | Promise<BedrockScript>;

const PATH = /^\/model\/([^/]+)\/(converse|converse-stream|invoke)$/;

/**
 * Converse, ConverseStream and the InvokeModel of Titan and of rerank models over HTTP/1.1 and HTTP/2 on one port, with the wire format of the
 * real service, so that the real clients are tested. Failures, cuts and pauses are what `respond` asks for.
 */
export async function startBedrockServer(respond: Respond): Promise<BedrockServer> {
  const requests: BedrockRequest[] = [];
  const handle = (request: IncomingMessage | Http2ServerRequest, response: BedrockResponse) => {
    const gone = new AbortController();
    response.on('close', () => gone.abort(new Error('the client went away')));
    answer(request, response, gone.signal).catch((error: unknown) => {
      if (gone.signal.aborted) return;
      response.writeHead(500, { 'x-amzn-errortype': 'InternalServerException' });
      response.end(JSON.stringify({ message: String(error) }));
    });
  };

  async function answer(
    incoming: IncomingMessage | Http2ServerRequest,
    response: BedrockResponse,
    signal: AbortSignal,
  ): Promise<void> {
    const request = await readRequest(incoming, signal);
    if (request === undefined) return fail(response, { fail: 'ResourceNotFoundException', status: 404 });
    requests.push(request);
    const script = await respond(request, requests.length);
    if (script.delayMs !== undefined) await sleep(script.delayMs, signal);
    if ('fail' in script) return fail(response, script);
    if (request.operation === 'converse') return writeConverse(response, script, signal);
    if (request.operation === 'converse-stream') return writeConverseStream(response, script, signal);
    if (request.body.documents !== undefined) {
      const { query = '', documents } = request.body;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ results: script.rerank ?? toTestRanking(query, documents) }));
      return;
    }
    const embedding = toTestEmbedding(request.body.inputText ?? '', request.body.dimensions ?? 1024);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ embedding, inputTextTokenCount: 5 }));
  }

  const http1 = createServer(handle);
  const http2 = createHttp2Server(handle);
  const sockets = new Set<Socket>();
  const listener = createNetServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.once('readable', () => {
      const opening: Buffer | null = socket.read();
      if (opening === null) return;
      socket.unshift(opening);
      const isHttp2 = opening.subarray(0, 3).toString() === 'PRI';
      (isHttp2 ? http2 : http1).emit('connection', socket);
    });
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${toPort(listener.address())}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        listener.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

async function readRequest(
  incoming: IncomingMessage | Http2ServerRequest,
  signal: AbortSignal,
): Promise<BedrockRequest | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  const [, model, operation] = PATH.exec(incoming.url ?? '') ?? [];
  if (model === undefined) return undefined;
  const body: ConverseBody = JSON.parse(Buffer.concat(chunks).toString() || '{}');
  return {
    operation: toOperation(operation),
    model: decodeURIComponent(model),
    body,
    headers: incoming.headers,
    httpVersion: incoming.httpVersion,
    signal,
  };
}

function toOperation(word: string | undefined): BedrockRequest['operation'] {
  return word === 'converse' || word === 'converse-stream' ? word : 'invoke';
}

function fail(response: BedrockResponse, script: Extract<BedrockScript, { fail: string }>): void {
  response.writeHead(script.status, { 'content-type': 'application/json', 'x-amzn-errortype': script.fail });
  response.end(JSON.stringify({ message: script.message ?? 'as the test asked' }));
}

function toPort(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the test server has no port');
  return address.port;
}
