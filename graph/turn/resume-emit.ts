import type { TurnEvent } from '../../contract/events.js';
import type { LoggedEvent } from './turn-log.js';

interface ShownPart {
  text: string;
  /** Behind this the new words differ from the old ones, or it is not known what was shown last. */
  broken: boolean;
  ended: boolean;
}

/**
 * Gives on what a turn that begins again says beyond what it has already shown. Words that come again are passed over;
 * words that differ begin anew behind `text-incomplete`. `exact` is false when more may have been shown than was stored.
 */
export function createResumeEmit(
  before: readonly LoggedEvent[],
  exact: boolean,
  emit: (event: TurnEvent) => void,
): (event: TurnEvent) => void {
  const parts = new Map<string, ShownPart>();
  const known = new Set<string>();
  const partOf = (requestId: string): ShownPart => {
    const part = parts.get(requestId) ?? { text: '', broken: false, ended: false };
    parts.set(requestId, part);
    return part;
  };
  for (const { event } of before) {
    if (event.type === 'text-delta') partOf(event.requestId).text += event.text;
    else if (event.type === 'agent-end') partOf(event.outcome.requestId).ended = true;
    if (event.type !== 'text-delta' && event.type !== 'text-incomplete') known.add(JSON.stringify(event));
  }

  const again = new Map<string, string>();
  const breakOff = (requestId: string, part: ShownPart, text: string): void => {
    part.broken = true;
    emit({ type: 'text-incomplete', requestId, reason: 'interrupted' });
    if (text !== '') emit({ type: 'text-delta', requestId, text: `\n\n${text.replace(/^\n+/, '')}` });
  };
  const say = (event: Extract<TurnEvent, { type: 'text-delta' }>): void => {
    const { requestId } = event;
    const part = partOf(requestId);
    const repeated = again.get(requestId) ?? '';
    const said = repeated + event.text;
    if (part.broken || part.text === '' || repeated.length > part.text.length) {
      emit(event);
      return;
    }
    again.set(requestId, said);
    const differs = !part.text.startsWith(said) && !said.startsWith(part.text);
    if (differs || (!exact && !part.ended)) breakOff(requestId, part, said);
    else if (said.length > part.text.length) emit({ ...event, text: said.slice(part.text.length) });
  };

  return (event) => {
    if (event.type === 'text-delta') say(event);
    else if (!known.delete(JSON.stringify(event))) emit(event);
  };
}
