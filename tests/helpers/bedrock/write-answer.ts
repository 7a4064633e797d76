import type { ServerResponse } from 'node:http';
import type { Http2ServerResponse } from 'node:http2';
import { sleep } from '../../../platform/resilience/sleep.js';
import { toFrame } from './event-stream-frame.js';
import type { BedrockScript, Cut } from './script.js';

type Answer = Exclude<BedrockScript, { fail: string }>;
/** The response of either protocol. */
export type BedrockResponse = ServerResponse | Http2ServerResponse;

interface Piece {
  type: string;
  payload: object;
}

let lastToolUse = 0;

/** Answers `Converse`: one JSON document, which a cut leaves half written. */
export async function writeConverse(
  response: BedrockResponse,
  answer: Answer,
  signal: AbortSignal,
): Promise<void> {
  const content = [
    ...(answer.say === undefined ? [] : [{ text: answer.say }]),
    ...toToolUses(answer).map((toolUse) => ({ toolUse })),
  ];
  const text = JSON.stringify({
    output: { message: { role: 'assistant', content } },
    stopReason: toStopReason(answer),
    usage: toUsage(answer),
    metrics: { latencyMs: 1 },
  });
  const headers = { 'content-type': 'application/json', 'x-amzn-requestid': 'test-request' };
  if (answer.cut === undefined) {
    response.writeHead(200, headers);
    response.end(text);
    return;
  }
  const promised =
    answer.cut.how === 'clean-end' || answer.cut.how === 'half-frame'
      ? {}
      : { 'content-length': Buffer.byteLength(text) };
  response.writeHead(200, { ...headers, ...promised });
  await write(response, Buffer.from(text.slice(0, text.length / 2)));
  await end(response, answer.cut, signal);
}

/** Answers `ConverseStream` in genuine event-stream frames, words one by one and tool input in small pieces. */
export async function writeConverseStream(
  response: BedrockResponse,
  answer: Answer,
  signal: AbortSignal,
): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' });
  await write(response, toFrame('event', 'messageStart', { role: 'assistant' }));
  let sent = 0;
  for (const piece of toPieces(answer)) {
    if (answer.cut !== undefined && sent === answer.cut.after) return end(response, answer.cut, signal);
    await write(response, toFrame('event', piece.type, piece.payload));
    if (piece.type === 'contentBlockDelta') sent += 1;
    if (answer.pieceDelayMs !== undefined) await sleep(answer.pieceDelayMs, signal);
  }
  if (answer.cut !== undefined && answer.cut.after !== 'stop') return end(response, answer.cut, signal);
  await write(response, toFrame('event', 'messageStop', { stopReason: toStopReason(answer) }));
  if (answer.cut !== undefined) return end(response, answer.cut, signal);
  await write(response, toFrame('event', 'metadata', { usage: toUsage(answer), metrics: { latencyMs: 1 } }));
  response.end();
}

function toPieces(answer: Answer): Piece[] {
  const words = answer.say?.match(/\S+\s*/g) ?? [];
  const pieces: Piece[] = words.map((text) => delta(0, { text }));
  if (words.length > 0) pieces.push({ type: 'contentBlockStop', payload: { contentBlockIndex: 0 } });
  for (const [position, { toolUseId, name, input }] of toToolUses(answer).entries()) {
    const contentBlockIndex = position + (words.length > 0 ? 1 : 0);
    const start = { toolUse: { toolUseId, name } };
    pieces.push({ type: 'contentBlockStart', payload: { contentBlockIndex, start } });
    for (const part of JSON.stringify(input).match(/.{1,6}/gs) ?? []) {
      pieces.push(delta(contentBlockIndex, { toolUse: { input: part } }));
    }
    pieces.push({ type: 'contentBlockStop', payload: { contentBlockIndex } });
  }
  return pieces;
}

function delta(contentBlockIndex: number, content: object): Piece {
  return { type: 'contentBlockDelta', payload: { contentBlockIndex, delta: content } };
}

function toToolUses(answer: Answer): { toolUseId: string; name: string; input: Record<string, unknown> }[] {
  return (answer.calls ?? []).map((call) => ({ toolUseId: `tooluse_${++lastToolUse}`, ...call }));
}

function toStopReason(answer: Answer): string | undefined {
  if (answer.stopReason === null) return undefined;
  return answer.stopReason ?? ((answer.calls ?? []).length > 0 ? 'tool_use' : 'end_turn');
}

function toUsage(answer: Answer): object {
  const usage = answer.usage ?? { inputTokens: 10, outputTokens: 20 };
  return { ...usage, totalTokens: usage.inputTokens + usage.outputTokens };
}

async function end(response: BedrockResponse, cut: Cut, signal: AbortSignal): Promise<void> {
  if (cut.how === 'clean-end') response.end();
  if (cut.how === 'half-frame') {
    const frame = toFrame('event', 'contentBlockDelta', delta(0, { text: 'never read' }).payload);
    await write(response, frame.subarray(0, frame.length / 2));
    response.end();
  }
  if (cut.how === 'stall') await sleep(600_000, signal);
  if (cut.how === 'exception') {
    await write(response, toFrame('exception', cut.exception, { message: 'in mid-stream' }));
    response.end();
  }
  if ('stream' in response) {
    if (cut.how === 'fin') response.stream.session?.close();
    if (cut.how === 'reset' || cut.how === 'fin') response.stream.session?.destroy();
    return;
  }
  // Ending the socket leaves out the last chunk's marker, as a proxy that closes the connection does.
  if (cut.how === 'fin') response.socket?.end();
  if (cut.how === 'reset') response.socket?.resetAndDestroy();
}

/** Waits until the bytes are handed to the socket, so that a cut comes after them and not instead of them. */
function write(response: BedrockResponse, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const done = () => setImmediate(resolve);
    if ('stream' in response) response.stream.write(bytes, done);
    else response.write(bytes, done);
  });
}
