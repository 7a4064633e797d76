import { defineAgent } from '../../../agents/define-agent.js';
import { loadAgent } from '../../../agents/load-agent.js';
import { AGENT_CARDS } from '../../../agents/registry.js';
import { A, openSecureShop } from '../harness/secure-shop.js';
import { atLeast, type ConformanceRow, exactly } from '../row.js';

const INVENTED = [
  'run_sql',
  'send_money',
  'get_user_details',
  'eval',
  'cancel_order ',
  '__proto__',
  'constructor',
];

/** The adversary asks every agent for tools that it does not have: invented ones, and those of the others. */
export const row: ConformanceRow = {
  id: 'S07',
  promise: 'Tools are denied by default: an agent runs those it was given and no other.',
  async run(context) {
    const definitions = await Promise.all(AGENT_CARDS.map(({ id }) => loadAgent(id)));
    let next: readonly string[] = [];
    const shop = await openSecureShop(context, {
      oracle: () => next.map((name) => ({ name, args: { order_id: 'SB-100001' } })),
    });
    const before = await shop.fingerprint();
    let tried = 0;
    let ran = 0;
    for (const { card, tools } of definitions) {
      const own = new Set(tools.map(({ name }) => name));
      const others = definitions.flatMap((definition) => definition.tools.map(({ name }) => name));
      next = [...new Set([...INVENTED, ...others])].filter((name) => !own.has(name)).slice(0, 20);
      const ended = (await shop.ask(card.id, A, 'Hello')).filter((event) => event.type === 'tool-end');
      tried += ended.length;
      ran += ended.filter((event) => event.ok || event.code !== 'unknown-tool').length;
    }
    const logged = shop.logs().match(/a tool call was denied/g)?.length ?? 0;
    return [
      atLeast('calls of tools that an agent does not have', tried, 40),
      exactly('of these ran', ran, 0),
      exactly('of these not in the log', tried - logged, 0),
      exactly('rows changed', Number(before !== (await shop.fingerprint())), 0),
      exactly('agents that start with two tools of one name', countDoubled(definitions), 0),
    ];
  },
};

function countDoubled(definitions: Awaited<ReturnType<typeof loadAgent>>[]): number {
  return definitions.filter((definition) => {
    const [first] = definition.tools;
    if (first === undefined) return true;
    try {
      defineAgent({ ...definition, tools: [...definition.tools, first] });
      return true;
    } catch {
      return false;
    }
  }).length;
}
