import { waitFor } from '../../helpers/processes.js';
import { inParallel, openFaultyWorld, type PlayedTurn } from '../harness/played-world.js';
import { atMost, type ConformanceRow, exactly } from '../row.js';

const AT_ONCE = 6;
/** The first turns find out that the models are gone. */
const FIRST = 60;

/** Every call of Bedrock ends in 503; then it is back. */
export const row: ConformanceRow = {
  id: 'R09',
  promise: 'a total outage of the models is no storm, and every turn is answered by the local one',
  async run(context) {
    const turns = context.pick(300, 72);
    const world = await openFaultyWorld(context, () => ({
      fail: 'ServiceUnavailableException',
      status: 503,
    }));
    world.isFaulty = true;

    const first = await inParallel(FIRST, AT_ONCE, world.ask);
    const before = world.bedrock.requests.length;
    context.say(`${before} upstream calls for the first ${FIRST} turns`);
    const later = await inParallel(turns - FIRST, AT_ONCE, world.ask);
    const upstream = world.bedrock.requests.length - before;
    const needed = later.reduce((sum, { end }) => sum + (end?.usage.modelCalls ?? 0), 0);

    world.isFaulty = false;
    const backAt = performance.now();
    await waitFor('the models', async () => (await world.ask(0)).end?.degraded === false);
    const recovered = performance.now() - backAt;
    const all = [...first, ...later];
    return [
      exactly('turns without an end', all.filter(({ end }) => end === undefined).length, 0),
      exactly('turns not answered and marked degraded', all.filter((turn) => !isServed(turn)).length, 0),
      atMost('slowest turn in ms', Math.max(...all.map(({ milliseconds }) => milliseconds)), 5_000),
      atMost(`upstream calls per model call after the first ${FIRST} turns`, upstream / needed, 1.2),
      // A probe goes out every 15 s at most (18 with jitter), then a turn has to be asked.
      atMost('until the models answer again, in ms', recovered, 20_000),
    ];
  },
};

function isServed({ end, text }: PlayedTurn): boolean {
  return (
    end?.degraded === true && text.trim() !== '' && end.outcomes.every(({ status }) => status !== 'failed')
  );
}
