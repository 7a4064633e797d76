import { Writable } from 'node:stream';
import { signCustomerToken } from '../../../platform/auth/customer-token.js';
import { createLogger } from '../../../platform/telemetry/logger.js';
import { openWorld, SECRET } from '../../e2e/open-world.js';
import { openBedrockModels } from '../../helpers/bedrock/open-bedrock-models.js';
import type { BedrockScript } from '../../helpers/bedrock/script.js';
import { makeCanaries } from '../harness/canaries.js';
import { dumpDatabase } from '../harness/dump-database.js';
import { LEAK_PATHS, type LeakWorld } from '../harness/leak-paths.js';
import { usePostgres } from '../harness/postgres.js';
import { atLeast, type ConformanceRow, exactly } from '../row.js';

const CUSTOMER = 'C1001';

/** Canaries through every way in; then all that was logged, counted, told as an error or kept in checkpoints is searched. */
export const row: ConformanceRow = {
  id: 'S10',
  promise:
    'No secret and nothing personal is in logs, errors, metrics or checkpoints, and erasing leaves none.',
  async run(context) {
    process.env.TEST_DATABASE_URL ??= (await usePostgres(context)).url;
    const canaries = makeCanaries();
    const lines: string[] = [];
    const destination = new Writable({
      write(line, _encoding, done) {
        lines.push(String(line));
        done();
      },
    });
    const logger = createLogger({ name: 'conform', level: 'debug', destination });
    let fault: BedrockScript | undefined;
    const { models } = await openBedrockModels({
      logger,
      respond: (played) => (request, number) =>
        fault !== undefined && request.operation !== 'invoke' ? fault : played(request, number),
    });
    const world = await openWorld({
      ...{ logger, models },
      codeSender: {
        async send({ email, code }) {
          throw new Error(`550 <${email}> refused ${code}: ${canaries.text}`);
        },
      },
    });
    context.defer(() => world.close());
    const { pool } = world.database;
    const [supervisor = ''] = world.supervisors;
    const token = await signCustomerToken(SECRET, {
      ...{ customerId: CUSTOMER, level: 'step-up' as const, expiresInSeconds: 3_600 },
    });
    await pool.query('update customers set email = $2 where id = $1', [CUSTOMER, canaries.email]);
    const leak: LeakWorld = {
      ...{ supervisor, pool, canaries, token, customerId: CUSTOMER, agents: world.agents },
      setFault: (next) => {
        fault = next;
      },
    };
    let errors = '';
    for (const [name, walk] of Object.entries(LEAK_PATHS)) {
      const told = await walk(leak);
      for (const found of canaries.findIn(told)) context.say(`${name}: an error tells the ${found}`);
      errors += told;
    }
    const logs = lines.join('');
    const urls = [supervisor, ...Object.values(world.agents)];
    const metrics = (await Promise.all(urls.map(async (url) => (await fetch(`${url}/metrics`)).text()))).join(
      '\n',
    );
    const checkpoints = await dumpDatabase(pool, 'checkpoints');
    const kept = await dumpDatabase(pool, 'public');
    for (const line of lines.filter((each) => canaries.findIn(each).length > 0)) {
      context.say(`the ${canaries.findIn(line).join(', ')} in ${line.slice(0, 400)}`);
    }
    const erased = await fetch(`${supervisor}/v1/me`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${token}` },
    });
    const after = [await dumpDatabase(pool, 'checkpoints'), await dumpDatabase(pool, 'public')];
    const left = after.flatMap(({ rows }) => rows);
    const named = left.filter(({ text }) => text.includes(`"${CUSTOMER}"`));
    const found = left.filter(({ text }) => canaries.findIn(text).length > 0);
    for (const { table } of [...named, ...found]) context.say(`${table} still has a row`);
    return [
      exactly('paths', Object.keys(LEAK_PATHS).length, 14),
      atLeast('lines logged', lines.length, 20),
      atLeast(
        'failures logged',
        logs.split('"level":"error"').length + logs.split('"level":"warn"').length - 2,
        3,
      ),
      atLeast('rows of checkpoints', checkpoints.rows.length, 5),
      exactly('kinds of canary that the history has, as it must', canaries.findIn(kept.text).length, 6),
      exactly('kinds of canary in the logs', canaries.findIn(logs).length, 0),
      exactly('kinds of canary in errors that callers see', canaries.findIn(errors).length, 0),
      exactly('kinds of canary in the metrics', canaries.findIn(metrics).length, 0),
      exactly('kinds of canary in the checkpoints', canaries.findIn(checkpoints.text).length, 0),
      exactly('status of the erasure', erased.status, 204),
      exactly('rows that name the customer afterwards', named.length, 0),
      exactly('rows with a canary afterwards', found.length, 0),
    ];
  },
};
