import { describe, expect, it } from 'vitest';
import { parseHtml } from './parse-html.js';

const details = { id: 'kettle', kind: 'guide', updated: '2026-03-01' } as const;
const page = (body: string, head = '<title>Help</title>') =>
  `<!doctype html><html><head>${head}</head><body><nav>Home | Shop</nav>${body}<footer>Imprint</footer></body></html>`;
const parse = (body: string, head?: string) => parseHtml(page(body, head), 'kettle.html', details);

describe('parseHtml', () => {
  it('keeps headings, steps, nested lists and tables as Markdown, and leaves out what surrounds them', () => {
    const { body, title } = parse(`<main><h1>Scale in a <em>kettle</em></h1><h2>Clean it</h2>
      <ol><li>Fill it with vinegar.<ul><li>White, not red</li></ul></li><li>Boil.</li></ol>
      <table><tr><th>Light</th><th>Meaning</th></tr><tr><td>red</td><td>hot</td></tr></table>
      <script>alert(1)</script><aside>Buy more!</aside></main>`);
    expect(title).toBe('Scale in a kettle');
    expect(body).toContain('## Clean it');
    expect(body).toMatch(/1\. Fill it with vinegar\.\n\s+- White, not red\n2\. Boil\./);
    expect(body).toMatch(/\| Light \| Meaning \|\n\| -+ \| -+ \|\n\| red +\| hot +\|/);
    expect(body).not.toMatch(/alert|Buy more|Home|Imprint/);
  });

  it('takes what the page says of itself, and the rest from the file', () => {
    const head =
      '<title>Limescale &amp; you</title><meta name="knowledge:kind" content="faq"><meta name="knowledge:product" content="kettle">';
    expect(parse('<p>Text.</p>', head)).toEqual({
      ...{ id: 'kettle', title: 'Limescale & you', product: 'kettle', alsoFor: [], kind: 'faq' },
      ...{ updated: '2026-03-01', questions: [], body: 'Text.', source: 'kettle.html' },
    });
  });

  it('prefers the article to what stands around it', () => {
    expect(parse('<div>Offers</div><article><p>Only this.</p></article>').body).toBe('Only this.');
  });

  it('reads a fragment, and a page that was never closed', () => {
    expect(parseHtml('<p>One<p>Two', 'a.html', details).body).toBe('One\n\nTwo');
  });

  it.each([
    ['a page without text', '<main><img src="a.png" alt=""></main>', undefined, /kettle\.html: has no text/],
    [
      'a kind that there is not',
      '<p>a</p>',
      '<meta name="knowledge:kind" content="story">',
      /kettle\.html: kind/,
    ],
  ])('refuses %s and names the file', (_, body, head, message) => {
    expect(() => parse(body, head)).toThrow(message);
  });
});
