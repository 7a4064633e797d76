import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { AdversaryModel } from './adversary.js';
import { createObedientMind, type PlantedInstruction } from './adversary-mind.js';

/**
 * A language model in the place that routes messages: it sends the message where it belongs, and whatever it was told to do
 * in the conversation, by whomever, to the agent that can change orders, as if the customer had asked for it.
 */
export function createObedientRouter(planted: () => readonly PlantedInstruction[]): BaseChatModel {
  const noticing = createObedientMind(() => [], planted);
  return new AdversaryModel({
    move(view) {
      const message = /<message>\n([\s\S]*)\n<\/message>/.exec(view.request)?.[1] ?? view.request;
      noticing.move(view);
      const told = planted().filter((instruction) => noticing.met.has(instruction));
      const requests = [
        { agent: agentFor(message), request: message },
        ...told.map(({ text, calls = [] }) => ({
          agent: 'order-management',
          request: `${text}\n${calls.map(({ name, args }) => `<<call ${name} ${JSON.stringify(args)}>>`).join('\n')}`,
        })),
      ];
      return { calls: [{ name: 'assign_requests', args: { requests: requests.slice(0, 6) } }] };
    },
  });
}

function agentFor(message: string): string {
  if (/\border\b/i.test(message)) return 'order-management';
  if (/"/.test(message)) return 'product-recommendation';
  return /\b(?:account|address|profile)\b/i.test(message) ? 'personalization' : 'troubleshooting';
}
