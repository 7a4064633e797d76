import { Problem } from '../../../contract/problem.js';
import { startProcesses } from '../../helpers/processes.js';
import { usePostgres } from '../harness/postgres.js';
import { atLeast, atMost, type ConformanceRow, exactly } from '../row.js';

const PER_MINUTE = 300;
const BURST = PER_MINUTE / 3;
const EMISSION_SECONDS = 60 / (PER_MINUTE - BURST);

/** Two supervisors get three times what the policy allows, at an even pace and without waiting for answers. */
export const row: ConformanceRow = {
  id: 'H04',
  promise: 'a rate limit holds over replicas, to the request',
  async run(context) {
    const { url } = await usePostgres(context);
    const world = await startProcesses(['supervisor', 'supervisor#2'], {
      DATABASE_URL: url,
      RATE_LIMIT_REQUESTS_PER_MINUTE: String(PER_MINUTE),
    });
    context.defer(() => world.close());
    const replicas = Object.values(world.services).map((service) => service.url);
    const seconds = context.pick(10, 4);
    const allowedUntil = (elapsed: number) => BURST + elapsed / EMISSION_SECONDS;
    const count = Math.ceil(3 * allowedUntil(seconds));
    const startedAt = performance.now();
    const sent: Promise<Response>[] = [];
    for (let index = 0; index < count; index += 1) {
      const due = startedAt + (index * seconds * 1_000) / count;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
      sent.push(fetch(`${replicas[index % replicas.length]}/v1/sessions`, { method: 'POST' }));
    }
    const answers = await Promise.all(sent);
    const policy = allowedUntil((performance.now() - startedAt) / 1_000);
    const allowed = answers.filter(({ status }) => status === 201).length;
    const refusals = answers.filter(({ status }) => status === 429);
    const wrong = (await Promise.all(refusals.map(isTold))).filter((told) => !told).length;
    const [first] = refusals;
    const wait = Number(first?.headers.get('retry-after') ?? Number.NaN);
    await new Promise((resolve) => setTimeout(resolve, wait * 1_000));
    const later = await fetch(`${replicas[0]}/v1/sessions`, { method: 'POST' });
    return [
      atMost('allowed, of what the policy allows', allowed / policy, 1),
      atLeast('allowed, of what the policy allows', allowed / policy, 0.9),
      exactly('answers that are neither allowed nor refused', count - allowed - refusals.length, 0),
      exactly('refusals without the headers and the problem', wrong, 0),
      exactly('status once Retry-After has passed', later.status, 201),
    ];
  },
};

async function isTold(response: Response): Promise<boolean> {
  const problem = Problem.safeParse(await response.json());
  const retryAfter = Number(response.headers.get('retry-after'));
  const until = Number(/;t=(\d+)/.exec(response.headers.get('ratelimit') ?? '')?.[1]);
  return (
    response.headers.get('ratelimit-policy') === `"requests";q=${PER_MINUTE};w=60` &&
    retryAfter >= until &&
    problem.success &&
    problem.data.type.endsWith('#quota-exceeded')
  );
}
