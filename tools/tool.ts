import type { z } from 'zod';
import type { ActionProposal } from '../contract/action.js';
import type { Citation } from '../contract/citation.js';
import type { DisplayItem } from '../contract/display-item.js';
import type { Identity } from '../contract/identity.js';
import type { CaseFact, SessionContext } from '../contract/session-context.js';
import type { Database } from '../database/database.js';
import type { KnowledgeRetriever } from '../knowledge/retriever.js';
import type { Embedder } from '../models/embedder.js';
import type { ArgumentOrigin } from './actions/argument-origin.js';
import type { PolicySettings } from './policy-settings.js';

/** What a tool may use. The customer comes from here, out of the signed token, and never from the arguments. */
export interface ToolContext {
  identity: Identity;
  /** The agent that the tool runs for; what it proposes is carried out there. */
  agent: string;
  /** What the customer wrote, word for word; nothing else counts as said by them. */
  request?: string;
  /** What was said and found before, for a tool that must know what "it" is. */
  conversation?: Pick<SessionContext, 'window' | 'facts'>;
  sessionId: string;
  turnId: string;
  requestId: string;
  locale: string;
  now: () => Date;
  signal: AbortSignal;
  database: Database;
  knowledge: KnowledgeRetriever;
  embedder: Embedder;
  /** The shop's rules; `DEFAULT_POLICY` when absent. */
  policy?: PolicySettings;
}

/** What the model reads. A failure has a code for programs and a message with a hint for the model; it is never thrown. */
export type ToolResult =
  | {
      ok: true;
      data: unknown;
      /** Cards for the page. */
      items?: readonly DisplayItem[];
      /** Passages that the answer may cite; only these ids are let through. */
      citations?: readonly Citation[];
      /** What later requests of the session may point at. `agent` is filled in by the loop. */
      facts?: readonly Omit<CaseFact, 'agent'>[];
      /** A write that was computed and stored, and waits for the customer. */
      proposal?: ActionProposal;
    }
  | {
      ok: false;
      code: ToolFaultCode;
      message: string;
      /** Which rule said no, such as `return-window-closed`: what a proposed write was refused for. */
      reason?: string;
    };

export type ToolFaultCode =
  | 'not-found'
  | 'invalid-arguments'
  | 'sign-in-required'
  | 'step-up-required'
  | 'not-allowed'
  | 'unknown-tool'
  | 'repeated-call'
  | 'unavailable'
  | 'timeout';

/** What a tool does to the world: R reads, W proposes a write, A proposes one that staff may have to approve, or hands over. */
export type ToolKind = 'read' | 'write' | 'approval' | 'handoff';

/** A tool as plain data plus `run`; adapters bind it to a model or a protocol. Its input schema never names a customer. */
export interface Tool<Input extends z.ZodObject = z.ZodObject> {
  name: string;
  description: string;
  kind: ToolKind;
  /** `verified` tools answer an anonymous visitor with `sign-in-required` before `run` is reached. */
  access: 'anonymous' | 'verified';
  input: Input;
  /** Where the arguments must come from. A tool that changes something and does not say is not run for a model. */
  origins?(input: z.infer<Input>): readonly ArgumentOrigin[];
  run(input: z.infer<Input>, context: ToolContext): Promise<ToolResult>;
}

/** Keeps the input type of a tool while its schema is inferred. */
export function defineTool<Input extends z.ZodObject>(tool: Tool<Input>): Tool<Input> {
  return tool;
}
