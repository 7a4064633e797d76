import { type AIMessageChunk, type BaseMessage, ToolMessage } from '@langchain/core/messages';
import type { AgentReply } from '../contract/agent-reply.js';
import type { AgentRequest } from '../contract/agent-request.js';
import type { FailureReason, Outcome } from '../contract/outcome.js';
import { addUsage, NO_USAGE, type Usage } from '../contract/usage.js';
import { deadline } from '../platform/resilience/deadline.js';
import { type KnownOrigins, toCustomerWords } from '../tools/actions/argument-origin.js';
import type { ToolContext, ToolResult } from '../tools/tool.js';
import type { AgentDefinition } from './define-agent.js';
import type { AgentModel } from './loop/bind-agent-model.js';
import { buildMessages } from './loop/build-messages.js';
import { Findings } from './loop/findings.js';
import { indexPrompt, PromptGuard, type PromptIndex } from './loop/prompt-guard.js';
import { type ModelRound, textOf, toModelRound } from './loop/read-chunk.js';
import { type Emit, ReplyStream } from './loop/reply-stream.js';
import { RoundBudget } from './loop/round-budget.js';
import { runToolCall } from './loop/run-tool-call.js';
import { ToolBudget } from './loop/tool-budget.js';
import type { ToolCall } from './loop/tool-call.js';

const TOOL_TIMEOUT_MS = 8_000;
const DEFAULT_ANSWER_TOKENS = 2_048;
/** What is left to the caller's deadline for sending the end of the reply. */
const CLOSING_MS = 250;

/** A fault inside the loop that the customer is not told in full, or a call that was denied; somebody should log it. */
export type AgentFault =
  | { where: 'model' | 'tool'; tool?: string; error: unknown }
  | { where: 'denied'; tool: string; code: string };

/** What one turn of an agent needs. `toolContext` carries the identity and the caller's signal. */
export interface AgentRun {
  definition: AgentDefinition;
  model: AgentModel;
  request: AgentRequest;
  toolContext: Omit<ToolContext, 'signal'>;
  emit: Emit;
  signal: AbortSignal;
  /** What `agent-start` says is answering. */
  modelDescription?: string;
  /** The most tokens that one answer of the model can have. */
  maxAnswerTokens?: number;
  /** Hears what each call of the model took, also in a turn that is aborted later. */
  onSpent?: (usage: Usage) => void;
  /** The index of the definition's prompt, where it is kept between turns. */
  prompt?: PromptIndex;
  onFault?: (fault: AgentFault) => void;
}

/**
 * Runs the ReAct loop of one turn: the model is asked, its tool calls run side by side, and so on until it answers or
 * a limit of the budget is reached. Emits `agent-start` first and `agent-end` last. Every failure becomes an outcome;
 * only the caller's own abort is thrown.
 */
export async function runAgent(run: AgentRun): Promise<AgentReply> {
  const { definition, request, toolContext } = run;
  const part = { requestId: request.requestId, agent: definition.card.id };
  const named = run.modelDescription === undefined ? {} : { model: run.modelDescription };
  await run.emit({ type: 'agent-start', ...part, ...named });
  const started = toolContext.now();
  const untilCaller = Date.parse(request.context.deadlineAt) - started.getTime() - CLOSING_MS;
  const limit = deadline(Math.max(0, Math.min(definition.budget.milliseconds, untilCaller)), run.signal);
  const turn = new Turn(run, limit.signal, started);
  try {
    const outcome = await turn.play();
    for (const item of turn.findings.itemsIn(turn.reply.text)) {
      await run.emit({ type: 'item-shown', requestId: request.requestId, item });
    }
    const reply = turn.toReply({ ...part, ...outcome });
    for (const proposal of reply.proposals) {
      await run.emit({ type: 'action-proposed', requestId: request.requestId, proposal });
    }
    await run.emit({ type: 'agent-end', outcome: reply.outcome, reply });
    return reply;
  } finally {
    limit.clear();
  }
}

/** What an outcome says beside whose it is. */
type Ending = { status: Exclude<Outcome['status'], 'failed'> } | { status: 'failed'; reason: FailureReason };

const SAID = ['answered', 'needs-info', 'out-of-scope'] as const;

/** The state of one turn. A new one is made for every request, so nothing is shared between customers. */
class Turn {
  readonly findings: Findings;
  readonly reply: ReplyStream;
  readonly #run: AgentRun;
  readonly #signal: AbortSignal;
  readonly #budget: ToolBudget;
  readonly #tools: ReadonlyMap<string, AgentDefinition['tools'][number]>;
  readonly #messages: BaseMessage[];
  readonly #rounds: RoundBudget;
  #usage: Usage = NO_USAGE;
  #degraded = false;
  #handedOff = false;

  constructor(run: AgentRun, signal: AbortSignal, now: Date) {
    const { definition, request, toolContext } = run;
    this.#run = run;
    this.#signal = signal;
    const { allowance } = request;
    this.#budget = new ToolBudget({
      identicalCalls: definition.budget.identicalCalls,
      toolCalls: Math.min(definition.budget.toolCalls, allowance?.toolCalls ?? Number.POSITIVE_INFINITY),
    });
    this.#tools = new Map(definition.tools.map((tool) => [tool.name, tool]));
    this.findings = new Findings(definition.card.id);
    this.reply = new ReplyStream({
      requestId: request.requestId,
      emit: run.emit,
      retrieved: this.findings.retrieved,
      guard: new PromptGuard(run.prompt ?? indexPrompt(definition.prompt), (name) => this.#wasSaid(name)),
    });
    const signedIn = toolContext.identity.level !== 'anonymous';
    this.#messages = buildMessages({ prompt: definition.prompt, request, now, signedIn });
    this.#rounds = new RoundBudget({
      modelCalls: Math.min(definition.budget.modelCalls, allowance?.modelCalls ?? Number.POSITIVE_INFINITY),
      tokens: allowance?.tokens ?? Number.POSITIVE_INFINITY,
      answerTokens: run.maxAnswerTokens ?? DEFAULT_ANSWER_TOKENS,
    });
  }

  /** Rounds of model and tools until there is an ending. */
  async play(): Promise<Ending> {
    try {
      for (let round = 1; ; round++) {
        const answer = await this.#askModel(round);
        const goesOn = answer.calls.length > 0 && this.#rounds.mayFollow(round);
        await this.reply.endRound(goesOn || answer.end === 'rejected' ? 'drop' : 'show');
        if (answer.end === 'rejected') return { status: 'failed', reason: 'rejected' };
        if (answer.calls.length === 0) return this.#ending('model-failure', answer.end === 'cut-short');
        // Words beside a call are the answer only if the model says so: the rest of them were leading up to something.
        if (!goesOn) return this.#ending('budget-exhausted', this.reply.outcome === undefined);
        await this.#runTools(answer, round);
        // What the tools brought may be more than is left to read it with.
        if (!this.#rounds.mayFollow(round)) return this.#ending('budget-exhausted');
      }
    } catch (error) {
      this.#run.signal.throwIfAborted();
      await this.reply.endRound('drop');
      if (this.#signal.aborted) return { status: 'failed', reason: 'timeout' };
      this.#run.onFault?.({ where: 'model', error });
      return { status: 'failed', reason: 'model-failure' };
    }
  }

  /** The whole reply, as `agent-end` and the JSON answer carry it. */
  toReply(outcome: Outcome): AgentReply {
    return {
      outcome,
      text: this.reply.text,
      citations: [...this.reply.citations],
      items: this.findings.itemsIn(this.reply.text),
      facts: this.findings.facts,
      usage: { ...this.#usage, toolCalls: this.#budget.used },
      // What was proposed for an answer that failed was never explained, so it is not offered.
      proposals: outcome.status === 'failed' ? [] : this.findings.proposals,
      degraded: this.#degraded,
    };
  }

  async #askModel(round: number): Promise<ModelRound> {
    this.#signal.throwIfAborted();
    this.reply.beginRound();
    const chunks: AIMessageChunk[] = [];
    // What a stand-in began it goes on with: its next step follows from its last, and nobody waits for the outage twice.
    const free = this.#run.request.allowance?.free === true || this.#degraded;
    const options = { signal: this.#signal, ...(free ? { free } : {}) };
    for await (const chunk of await this.#run.model.stream(this.#messages, options)) {
      chunks.push(chunk);
      await this.reply.push(textOf(chunk));
    }
    // A stream that was aborted in the middle can end as if it were complete.
    this.#signal.throwIfAborted();
    const answer = toModelRound(chunks, round);
    if (answer === undefined) throw new Error('the model sent nothing');
    this.#messages.push(answer.message);
    this.#usage = addUsage(this.#usage, answer.usage);
    this.#rounds.spent(answer.usage);
    this.#run.onSpent?.(answer.usage);
    this.#degraded ||= answer.degraded;
    return answer;
  }

  async #runTools({ calls }: ModelRound, round: number): Promise<void> {
    const results = await Promise.all(calls.map((call) => this.#runTool(call)));
    const lastChance = this.#rounds.isLastAfter(round);
    for (const [index, call] of calls.entries()) {
      const result = results[index];
      if (result === undefined) continue;
      this.findings.add(result);
      const message = toToolMessage(call, result, lastChance);
      this.#rounds.grew(message.text);
      this.#messages.push(message);
    }
  }

  async #runTool(call: ToolCall): Promise<ToolResult> {
    const { emit, request, definition, toolContext, onFault } = this.#run;
    const event = {
      requestId: request.requestId,
      agent: definition.card.id,
      callId: call.id,
      tool: call.name,
    };
    await emit({ type: 'tool-start', ...event });
    const start = performance.now();
    const runner = {
      tools: this.#tools,
      timeoutMs: TOOL_TIMEOUT_MS,
      known: this.#knownOrigins(),
      onFault: (tool: string, error: unknown) => onFault?.({ where: 'tool', tool, error }),
      onDenied: (tool: string, code: string) => onFault?.({ where: 'denied', tool, code }),
    };
    const result =
      this.#budget.refuse(call) ??
      (await runToolCall(runner, call, { ...toolContext, signal: this.#signal }));
    if (result.ok && this.#tools.get(call.name)?.kind === 'handoff') this.#handedOff = true;
    const milliseconds = performance.now() - start;
    const why = result.ok ? {} : { code: result.code };
    await emit({ type: 'tool-end', ...event, ok: result.ok, ...why, milliseconds });
    return result;
  }

  /** Whether the customer or a tool used this name. */
  #wasSaid(name: string): boolean {
    return this.#messages.some(
      (message) => ['human', 'tool'].includes(message.getType()) && message.text.includes(name),
    );
  }

  /** The customer's own messages (a request may be worded by a model), and the orders that tools found on their account. */
  #knownOrigins(): KnownOrigins {
    const { request, message = request, context } = this.#run.request;
    const said = context.window.filter(({ role }) => role === 'customer').map(({ text }) => text);
    const found = [...context.facts, ...this.findings.facts].filter(({ kind }) => kind === 'order');
    return {
      customer: toCustomerWords([...said, message]),
      orderIds: new Set(found.map(({ id }) => id)),
    };
  }

  /** What the turn ended in: a handoff or a proposal that happened counts, one that was only claimed does not. */
  #ending(whenEmpty: FailureReason, isCutShort = false): Ending {
    if (this.#handedOff) return { status: 'handed-off' };
    if (isCutShort) return { status: 'failed', reason: 'budget-exhausted' };
    if (this.reply.text.trim() === '') return { status: 'failed', reason: whenEmpty };
    if (this.findings.proposals.length > 0) return { status: 'needs-confirmation' };
    const said = SAID.find((status) => status === this.reply.outcome);
    return { status: said ?? 'answered' };
  }
}

/** What the model reads of a result: the data or the fault, nothing that is meant for the page. */
function toToolMessage(call: ToolCall, result: ToolResult, lastChance: boolean): ToolMessage {
  const body = result.ok
    ? { ok: true, data: result.data }
    : { ok: false, code: result.code, reason: result.reason, message: result.message };
  const note = lastChance ? { note: 'No further tool call is possible. Answer now with what you have.' } : {};
  return new ToolMessage({
    content: JSON.stringify({ ...body, ...note }),
    tool_call_id: call.id,
    name: call.name,
    status: result.ok ? 'success' : 'error',
  });
}
