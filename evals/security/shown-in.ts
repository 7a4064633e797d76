import type { TurnEvent } from '../../contract/events.js';

/** Every text that a turn's stream shows a customer: the answer, footnotes, cards and what is proposed. */
export function shownIn(events: readonly TurnEvent[]): string {
  return events.flatMap(textsOf).join('');
}

function textsOf(event: TurnEvent): string[] {
  switch (event.type) {
    case 'text-delta':
      return [event.text];
    case 'citation':
      return [`\n${event.citation.title}\n${event.citation.excerpt}\n`];
    case 'item-shown':
      return [`\n${JSON.stringify(event.item)}\n`];
    case 'action-proposed':
      return [`\n${event.proposal.summary.title}\n${event.proposal.summary.lines.join('\n')}\n`];
    case 'turn-start':
      return event.requests.map(({ request }) => `\n${request}\n`);
    default:
      return [];
  }
}
