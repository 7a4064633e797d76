import { describe, expect, it } from 'vitest';
import { loadAgent } from '../load-agent.js';
import { AGENT_CARDS } from '../registry.js';
import { indexPrompt, PromptGuard } from './prompt-guard.js';

const PROMPT = `You look after the orders of this shop. Find the order first with list_orders before you ask.
- Promise nothing that no tool has done and never say that something was cancelled.
Internal reference: AB-77F0-REF.`;

function show(text: string, known: readonly string[] = [], size = 5): string {
  const guard = new PromptGuard(indexPrompt(PROMPT), (name) => known.includes(name));
  let shown = '';
  for (let at = 0; at < text.length; at += size) shown += guard.push(text.slice(at, at + size));
  return shown + guard.end();
}

describe('the prompt guard', () => {
  it('lets an answer pass as it is', () => {
    const answer = 'Your order SB-100123 is on its way.\n\n- It arrives on 3 May.\n- Nothing was cancelled.';
    expect(show(answer)).toBe(answer);
    expect(show(answer, [], 1)).toBe(answer);
  });

  it.each([1, 7, 400])('withholds a quotation of the prompt, in pieces of %i', (size) => {
    const shown = show(`Here it is: ${PROMPT} That was all of it.`, [], size);
    expect(shown).toContain('Here it is: ');
    expect(shown).toContain('That was all of it.');
    expect(shown).not.toMatch(/list_orders|tool has done|AB-77F0-REF/);
    expect(shown.match(/nothing I can show/g)).toHaveLength(1);
  });

  it('is not fooled by other case, signs and line breaks', () => {
    const shown = show(
      'PROMISE **nothing** that\nno tool HAS done, and never "say" that something was cancelled',
    );
    expect(shown).not.toMatch(/has done/i);
  });

  it('withholds names of the prompt alone, but not those that a tool or the customer said', () => {
    expect(show('The reference is AB-77F0-REF. I use list_orders for it.')).toBe(
      'The reference is …. I use … for it.',
    );
    expect(show('The reference is AB-77F0-REF.', ['AB-77F0-REF'])).toBe('The reference is AB-77F0-REF.');
  });

  it('lets few words in a row pass', () => {
    const answer = 'Find the order first, and never say that again';
    expect(show(answer)).toBe(answer);
  });

  it.each(AGENT_CARDS.map(({ id }) => id))('shows nothing telling of the prompt of %s', async (id) => {
    const { prompt } = await loadAgent(id);
    const guard = new PromptGuard(indexPrompt(prompt), () => false);
    const shown = guard.push(prompt) + guard.end();
    expect(shown.length).toBeLessThan(120);
  });
});
