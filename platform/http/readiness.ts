/** What a service needs to serve, by name; each resolves when it is there and rejects when it is not. */
export type ReadinessChecks = Readonly<Record<string, () => Promise<void>>>;

/** How one check went. */
export type CheckResult = 'ok' | 'failed' | 'timeout';

/**
 * Runs all checks at once, none for longer than the limit. A check that still runs is not started again, so that
 * a dependency that hangs is asked once, not once a probe.
 */
export function createReadiness(
  checks: ReadinessChecks,
  limitMs = 1_500,
): () => Promise<Record<string, CheckResult>> {
  const running = new Map<string, Promise<CheckResult>>();

  function start(name: string, check: () => Promise<void>): Promise<CheckResult> {
    const result = Promise.resolve()
      .then(check)
      .then(
        (): CheckResult => 'ok',
        (): CheckResult => 'failed',
      )
      .finally(() => running.delete(name));
    running.set(name, result);
    return result;
  }

  return async function checkReadiness() {
    const results = Object.entries(checks).map(async ([name, check]) => {
      const result = await withinLimit(running.get(name) ?? start(name, check), limitMs);
      return [name, result] as const;
    });
    return Object.fromEntries(await Promise.all(results));
  };
}

function withinLimit(result: Promise<CheckResult>, limitMs: number): Promise<CheckResult> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('timeout'), limitMs);
    void result.then((settled) => {
      clearTimeout(timer);
      resolve(settled);
    });
  });
}
