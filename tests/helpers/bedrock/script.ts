import type { IncomingHttpHeaders } from 'node:http';

/** A request as Bedrock got it. `body` is what the client serialised. */
export interface BedrockRequest {
  operation: 'converse' | 'converse-stream' | 'invoke';
  model: string;
  body: ConverseBody;
  headers: IncomingHttpHeaders;
  httpVersion: string;
  /** Aborted when the client went away before the answer was complete. */
  signal: AbortSignal;
}

/** The parts of a Converse, Titan or rerank body that tests look at. */
export interface ConverseBody {
  system?: ({ text: string } | { cachePoint: object })[];
  messages?: { role: 'user' | 'assistant'; content: ConverseContent[] }[];
  toolConfig?: {
    tools: {
      toolSpec?: { name: string; description?: string; inputSchema: { json: unknown } };
      cachePoint?: object;
    }[];
    toolChoice?: object;
  };
  guardrailConfig?: object;
  additionalModelRequestFields?: object;
  inferenceConfig?: { maxTokens?: number; temperature?: number };
  inputText?: string;
  dimensions?: number;
  normalize?: boolean;
  query?: string;
  documents?: string[];
  top_n?: number;
  api_version?: number;
}

/** One block of a message: only the member that applies is there. */
export interface ConverseContent {
  text?: string;
  toolUse?: { toolUseId: string; name: string; input: Record<string, unknown> };
  toolResult?: { toolUseId: string; content: { text?: string; json?: unknown }[]; status?: string };
}

/**
 * How an answer ends before its time: the connection is closed, reset, ended as if all were said, ended in the middle of a
 * frame, nothing more comes, or an exception does. `after` counts the pieces of content that still get through; `stop`: all of them and the stop reason.
 */
export type Cut =
  | { after: number | 'stop'; how: 'fin' | 'reset' | 'clean-end' | 'half-frame' | 'stall' }
  | { after: number | 'stop'; how: 'exception'; exception: string };

/** What the server does with one request. */
export type BedrockScript =
  | {
      say?: string;
      calls?: { name: string; input: Record<string, unknown> }[];
      /** Null leaves it out. */
      stopReason?: string | null;
      usage?: {
        inputTokens: number;
        outputTokens: number;
        cacheReadInputTokens?: number;
        cacheWriteInputTokens?: number;
      };
      /** What a rerank model answers in place of its own judgement. */
      rerank?: { index: number; relevance_score: number }[];
      /** Before the first byte. */
      delayMs?: number;
      /** Between pieces of content. */
      pieceDelayMs?: number;
      cut?: Cut;
    }
  | { fail: string; status: number; message?: string; delayMs?: number };
