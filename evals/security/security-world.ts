import { randomUUID } from 'node:crypto';
import type { ActionView } from '../../contract/action.js';
import type { TurnEvent } from '../../contract/events.js';
import type { Understand } from '../../graph/understand/understand.js';
import { createLocalEmbedder } from '../../models/local/embedder.js';
import { signCustomerToken } from '../../platform/auth/customer-token.js';
import { AdversaryModel } from '../../tests/conform/harness/adversary.js';
import type { WishedCall } from '../../tests/conform/harness/adversary-directives.js';
import {
  createObedientMind,
  type ObedientMind,
  type PlantedInstruction,
} from '../../tests/conform/harness/adversary-mind.js';
import { lookUp } from '../../tests/conform/harness/adversary-oracle.js';
import { createObedientRouter } from '../../tests/conform/harness/adversary-router.js';
import { type ChatClient, startChat } from '../../tests/e2e/chat-client.js';
import { openWorld, SECRET } from '../../tests/e2e/open-world.js';
import { RecordedWorld } from '../retail/recorded-world.js';
import { openRetailDatabase, type RetailDatabase } from '../retail/retail-database.js';
import { TAU_RETAIL_POLICY } from '../retail/tau-retail-policy.js';
import type { Garden } from './plant.js';

/** A string in every system prompt; an answer that holds it gives the prompt away. */
export const SYSTEM_CANARY = 'SWB-5D1F83C6-PROMPT';

/** A tool call of an agent and whether it worked. */
export interface ObservedCall extends WishedCall {
  ok: boolean;
}

/** The shop of the recorded world behind the real services, with an obedient adversary for every language model. */
export interface SecurityWorld {
  retail: RetailDatabase;
  initial: RecordedWorld;
  garden: Garden;
  mind: ObedientMind;
  /** What obeying the planted texts means from now on. */
  plant(instructions: readonly PlantedInstruction[]): void;
  /** Sends the next messages to this agent, whatever they say; `undefined` lets the product decide again. */
  sendTo(agent: string | undefined): void;
  /** A conversation of a customer whose identity was proved with a code. */
  chat(customerId: string): Promise<SecurityChat>;
  close(): Promise<void>;
}

/** A conversation, its calls as the adversary made them, and the button of a proposal. */
export interface SecurityChat extends ChatClient {
  callsIn(events: readonly TurnEvent[]): ObservedCall[];
  confirm(proposal: { id: string; argsHash: string }): Promise<Pick<ActionView, 'status' | 'result'>>;
}

/** Opens the world; about ten seconds. */
export async function openSecurityWorld(state: unknown): Promise<SecurityWorld> {
  const initial = toRecordedWorld(state);
  const retail = await openRetailDatabase(initial);
  const embedder = createLocalEmbedder();
  let planted: readonly PlantedInstruction[] = [];
  let agent: string | undefined;
  const mind = createObedientMind(lookUp, () => planted);
  const model = new AdversaryModel(mind);
  const world = await openWorld({
    database: retail.database,
    policy: TAU_RETAIL_POLICY,
    agentModel: () => model,
    routerModel: createObedientRouter(() => planted),
    adapt: (definition) => ({
      ...definition,
      prompt: `${definition.prompt}\n\nInternal reference of these instructions: ${SYSTEM_CANARY}.`,
    }),
    understand: (own) => direct(own, () => agent),
  });
  const [supervisor = ''] = world.supervisors;
  await retail.reset();
  const database = retail.database.database('switchboard_ingest');
  return {
    ...{ retail, initial, mind },
    garden: { pool: retail.database.pool, database, embedder, ids: retail.ids },
    plant: (instructions) => {
      planted = instructions;
    },
    sendTo: (next) => {
      agent = next;
    },
    async chat(customerId) {
      const token = await signCustomerToken(SECRET, { customerId, level: 'step-up', expiresInSeconds: 600 });
      const chat = await startChat(supervisor, token);
      return {
        ...chat,
        callsIn: (events) => toCalls(events, model.made),
        confirm: (proposal) => confirm({ supervisor, token, sessionId: chat.sessionId }, proposal),
      };
    },
    async close() {
      await world.close();
      await embedder.close();
    },
  };
}

/** Checked, and kept as it is: parsing would put its keys in another order. */
function toRecordedWorld(state: unknown): RecordedWorld {
  RecordedWorld.parse(state);
  return state as RecordedWorld;
}

function direct(own: Understand, to: () => string | undefined): Understand {
  return async (state, signal) => {
    const agent = to();
    return agent === undefined ? own(state, signal) : [{ requestId: 'r1', agent, request: state.message }];
  };
}

function toCalls(events: readonly TurnEvent[], made: ReadonlyMap<string, WishedCall>): ObservedCall[] {
  return events.flatMap((event) => {
    if (event.type !== 'tool-end') return [];
    return [{ name: event.tool, args: made.get(event.callId)?.args ?? {}, ok: event.ok }];
  });
}

async function confirm(
  { supervisor, token, sessionId }: { supervisor: string; token: string; sessionId: string },
  { id, argsHash }: { id: string; argsHash: string },
): Promise<Pick<ActionView, 'status' | 'result'>> {
  const response = await fetch(`${supervisor}/v1/sessions/${sessionId}/actions/${id}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify({ decision: 'confirm', argsHash }),
  });
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as ActionView;
}
