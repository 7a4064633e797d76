import type { AgentCard } from '../../contract/agent-card.js';
import type { AgentReply } from '../../contract/agent-reply.js';
import type { DisplayItem } from '../../contract/display-item.js';
import type { AgentEvent, PlannedRequest, TurnEvent } from '../../contract/events.js';
import type { FailureReason } from '../../contract/outcome.js';
import { toPlainText } from '../../platform/text/inert-text.js';
import { toMissingNote } from './missing-note.js';
import { createOutputFilter, type OutputFilter } from './output-filter.js';
import { createTidyParts, type Tidier } from './tidy-parts.js';

/** The most text of one part that is shown and kept, in characters. */
export const PART_LIMIT = 64_000;

/** Puts the parts of an answer in the order in which they were asked, while the agents still work. */
export interface Assembler {
  /** Takes an agent's event as it happens. Progress is shown at once, words when it is their part's turn. */
  push(event: AgentEvent): void;
  /** Ends a part. A failed one is named, with what the customer can do. */
  end(reply: AgentReply): void;
  /** The words of each part as they would be shown, in the order asked; what is missing is named in them. */
  parts(): string[];
  /** Shows what was held for one voice: worded anew, or without that the parts as they are. */
  release(worded?: string): void;
  /** What the customer was shown so far. */
  text(): string;
}

/** How the parts come together. */
export interface AssemblerOptions {
  /** Words wait for `release`, since the parts are to be read together. */
  oneVoice?: boolean;
}

interface Part {
  request: PlannedRequest;
  filter: OutputFilter;
  tidier: Tidier;
  known: Set<string>;
  queued: TurnEvent[];
  length: number;
  cut: boolean;
  ended: boolean;
}

/** An assembler for these requests, which gives what is shown to `emit`, in order. */
export function createAssembler(
  requests: readonly PlannedRequest[],
  cards: readonly AgentCard[],
  emit: (event: TurnEvent) => void,
  { oneVoice = false }: AssemblerOptions = {},
): Assembler {
  const tidierOf = createTidyParts(requests.length);
  const parts = requests.map((request, index) => createPart(request, tidierOf(index)));
  let isHeld = oneVoice;
  let current = 0;
  let shown = '';
  let lastShown: string | undefined;

  const show = (event: TurnEvent): void => {
    if (event.type !== 'text-delta') {
      emit(event);
      return;
    }
    const separator = shown !== '' && lastShown !== event.requestId ? '\n\n' : '';
    shown += separator + event.text;
    lastShown = event.requestId;
    emit({ ...event, text: separator + event.text });
  };

  /** In the order shown, since what a part repeats depends on what was said before it. */
  const showTidy = (part: Part, event: TurnEvent): void => {
    const { requestId } = part.request;
    const text =
      event.type === 'text-delta'
        ? part.tidier.push(event.text)
        : event.type === 'agent-end'
          ? part.tidier.flush()
          : '';
    if (text !== '') show({ type: 'text-delta', requestId, text });
    if (event.type !== 'text-delta') show(event);
  };

  const advance = (): void => {
    if (isHeld) return;
    for (let part = parts[current]; part !== undefined; part = parts[current]) {
      for (const event of part.queued.splice(0)) showTidy(part, event);
      if (!part.ended) return;
      current += 1;
    }
  };
  const addText = (part: Part, text: string): void => {
    if (text === '') return;
    const room = PART_LIMIT - part.length;
    part.cut ||= text.length > room;
    part.length += Math.min(text.length, room);
    if (room > 0)
      part.queued.push({ type: 'text-delta', requestId: part.request.requestId, text: text.slice(0, room) });
  };
  const partOf = (requestId: string): Part | undefined =>
    parts.find((part) => part.request.requestId === requestId);

  return {
    push(event) {
      if (event.type === 'agent-end' || event.type === 'error' || event.type === 'action-proposed') return;
      const part = partOf(event.requestId);
      if (part === undefined || part.ended) return;
      if (event.type === 'text-delta') addText(part, part.filter.push(event.text));
      else if (event.type === 'citation') queueCitation(part, event);
      else if (event.type === 'item-shown') part.queued.push({ ...event, item: toPlainItem(event.item) });
      else emit(event);
      advance();
    },
    end(reply) {
      const part = partOf(reply.outcome.requestId);
      if (part === undefined || part.ended) return;
      addText(part, part.filter.flush());
      const reason =
        reply.outcome.status === 'failed' ? reply.outcome.reason : part.cut ? 'budget-exhausted' : undefined;
      if (reason !== undefined) queueGap(part, reason, cardOf(cards, part.request.agent));
      part.ended = true;
      part.queued.push({ type: 'agent-end', outcome: reply.outcome });
      advance();
    },
    parts: () => parts.map(({ queued }) => queued.map(textOf).join('').trim()),
    release(worded) {
      if (!isHeld) return;
      isHeld = false;
      if (worded !== undefined) putInOneVoice(parts, worded);
      advance();
    },
    text: () => shown,
  };
}

function textOf(event: TurnEvent): string {
  return event.type === 'text-delta' ? event.text : '';
}

/** The first part says it all, after everything that any of them shows beside words. */
function putInOneVoice(parts: readonly Part[], worded: string): void {
  const [first] = parts;
  if (first === undefined) return;
  const filter = createOutputFilter((chunkId) => parts.some(({ known }) => known.has(chunkId)));
  const text = filter.push(worded) + filter.flush();
  const queues = parts.map(({ queued }) => queued.splice(0).filter((event) => event.type !== 'text-delta'));
  const isEnd = ({ type }: TurnEvent): boolean => type === 'agent-end';
  const { requestId } = first.request;
  first.queued.push(...queues.flatMap((queue) => queue.filter((event) => !isEnd(event))));
  first.queued.push({ type: 'text-delta', requestId, text });
  for (const [index, part] of parts.entries()) part.queued.push(...(queues[index] ?? []).filter(isEnd));
}

function createPart(request: PlannedRequest, tidier: Tidier): Part {
  const known = new Set<string>();
  return {
    request,
    filter: createOutputFilter((chunkId) => known.has(chunkId)),
    tidier,
    known,
    queued: [],
    length: 0,
    cut: false,
    ended: false,
  };
}

function queueCitation(part: Part, event: Extract<AgentEvent, { type: 'citation' }>): void {
  part.known.add(event.citation.chunkId);
  const { title, excerpt, ...ids } = event.citation;
  const citation = { ...ids, title: toPlainText(title), excerpt: toPlainText(excerpt) };
  part.queued.push({ ...event, citation });
}

/** Names and reasons of a card come from the catalog and its texts. */
function toPlainItem(item: DisplayItem): DisplayItem {
  if (item.kind === 'order') {
    return { ...item, lines: item.lines.map((line) => ({ ...line, name: toPlainText(line.name) })) };
  }
  const { name, brand, reason } = item;
  return {
    ...item,
    ...{ name: toPlainText(name), brand: toPlainText(brand) },
    ...(reason === undefined ? {} : { reason: toPlainText(reason) }),
  };
}

/** What was shown cannot be unsaid: it is marked as incomplete, and the gap is named in words. */
function queueGap(part: Part, reason: FailureReason, card: AgentCard): void {
  const { requestId } = part.request;
  const partial = part.length > 0;
  if (partial) part.queued.push({ type: 'text-incomplete', requestId, reason });
  const note = toMissingNote(card, reason, partial);
  part.queued.push({ type: 'text-delta', requestId, text: partial ? `\n\n${note}` : note });
}

function cardOf(cards: readonly AgentCard[], id: string): AgentCard {
  const card = cards.find((candidate) => candidate.id === id);
  if (card === undefined) throw new Error(`no agent is called ${id}`);
  return card;
}
