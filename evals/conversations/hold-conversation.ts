import { randomUUID } from 'node:crypto';
import { type ActionProposal, ActionView } from '../../contract/action.js';
import type { TurnEvent } from '../../contract/events.js';
import { StepUpToken } from '../../contract/verification.js';
import { type ChatClient, startChat } from '../../tests/e2e/chat-client.js';
import type { SeenTurn, Step, Subject } from './goal.js';

/** Where conversations are held. */
export interface Shop {
  supervisor: string;
  tokenOf(customerId: string): Promise<string>;
  /** The newest one-time code that was sent to a customer. */
  codeOf(customerId: string): string | undefined;
}

const MOST_TURNS = 6;

/** Holds one conversation over HTTP as a customer would: writes, reads, answers when asked, presses buttons, enters codes. */
export async function holdConversation(
  shop: Shop,
  subject: Subject,
  steps: readonly Step[],
): Promise<SeenTurn[]> {
  const { customer } = subject;
  const token = customer === undefined ? undefined : await shop.tokenOf(customer);
  const chat = await startChat(shop.supervisor, token);
  const turns: SeenTurn[] = [];
  const open: ActionProposal[] = [];
  for (const step of steps) {
    if (turns.length === MOST_TURNS) throw new Error(`more than ${MOST_TURNS} turns`);
    if (step === 'CONFIRM' || step === 'DECLINE') {
      const proposal = open.pop();
      turns.push(
        proposal === undefined || token === undefined || customer === undefined
          ? nothingToPress(step)
          : await press(shop, { chat, token, customer, proposal, step }),
      );
      continue;
    }
    if (typeof step !== 'string' && !wasAsked(turns.at(-1))) continue;
    const said = typeof step === 'string' ? step : step.whenAsked;
    const events = await chat.say(said);
    open.push(...events.flatMap((event) => (event.type === 'action-proposed' ? [event.proposal] : [])));
    turns.push(toSeenTurn(said, events));
  }
  return turns;
}

function wasAsked(turn: SeenTurn | undefined): boolean {
  return turn?.outcomes.includes('needs-info') ?? false;
}

function nothingToPress(step: string): SeenTurn {
  return {
    ...EMPTY,
    said: `(${step.toLowerCase()}, but there is no button)`,
    decision: { status: 'no-button' },
  };
}

const EMPTY = {
  reply: '',
  agents: [],
  outcomes: [],
  tools: [],
  proposals: [],
  cited: [],
  cards: [],
} as const;

interface Press {
  chat: ChatClient;
  token: string;
  customer: string;
  proposal: ActionProposal;
  step: 'CONFIRM' | 'DECLINE';
}

async function press(shop: Shop, pressed: Press): Promise<SeenTurn> {
  const first = await decide(shop, pressed);
  const response =
    first.status === 403 ? await decide(shop, { ...pressed, token: await stepUp(shop, pressed) }) : first;
  const said = `(${pressed.step.toLowerCase()}${first.status === 403 ? ' with the one-time code' : ''})`;
  const body: unknown = await response.json();
  const view = ActionView.safeParse(body);
  const decision = { status: view.success ? view.data.status : `${response.status} ${JSON.stringify(body)}` };
  return { ...EMPTY, said, reply: (view.success ? view.data.result : undefined) ?? '', decision };
}

function decide({ supervisor }: Shop, { chat, token, proposal, step }: Press): Promise<Response> {
  return fetch(`${supervisor}/v1/sessions/${chat.sessionId}/actions/${proposal.id}`, {
    method: 'POST',
    headers: { ...headersOf(token), 'idempotency-key': randomUUID() },
    body: JSON.stringify({
      decision: step === 'CONFIRM' ? 'confirm' : 'decline',
      argsHash: proposal.argsHash,
    }),
  });
}

/** Asks for a code, reads it where it was sent to, and enters it. */
async function stepUp({ supervisor, codeOf }: Shop, { token, customer }: Press): Promise<string> {
  const headers = headersOf(token);
  await fetch(`${supervisor}/v1/verification`, { method: 'POST', headers });
  const response = await fetch(`${supervisor}/v1/verification/confirm`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ code: codeOf(customer) ?? '' }),
  });
  if (!response.ok) throw new Error(`no step-up: ${response.status} ${await response.text()}`);
  return StepUpToken.parse(await response.json()).token;
}

function headersOf(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
}

function toSeenTurn(said: string, events: readonly TurnEvent[]): SeenTurn {
  const end = events.at(-1);
  if (end?.type !== 'turn-end') throw new Error(`no turn-end after "${said}": ${JSON.stringify(end)}`);
  return {
    said,
    reply: events.map((event) => (event.type === 'text-delta' ? event.text : '')).join(''),
    agents: end.outcomes.map(({ agent }) => agent),
    outcomes: end.outcomes.map(({ status }) => status),
    tools: events.flatMap((event) =>
      event.type === 'tool-end' ? [{ name: event.tool, ok: event.ok, code: event.code }] : [],
    ),
    proposals: events.flatMap((event) =>
      event.type === 'action-proposed' ? [toSeenProposal(event.proposal)] : [],
    ),
    decision: undefined,
    cited: events.flatMap((event) => (event.type === 'citation' ? [event.citation.documentId] : [])),
    cards: events.flatMap((event) => (event.type === 'item-shown' ? [event.item.id] : [])),
  };
}

function toSeenProposal({ tool, approval, level, summary }: ActionProposal) {
  return { tool, approval, level, text: [summary.title, ...summary.lines].join('\n') };
}
