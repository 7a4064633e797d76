import { z } from 'zod';
import { ConfigError, type ConfigProblem } from '../platform/config-error.js';
import { DEFAULT_POLICY, PolicySettings } from './policy-settings.js';

const Given = z.looseObject({
  refundBusinessDays: z.looseObject({}).optional(),
  goodwill: z.looseObject({}).optional(),
});

/** The shop's rules with what the setting POLICY says of them, as JSON; what it leaves out stays. Throws a ConfigError that names each field that does not fit. */
export function parsePolicy(text: string): PolicySettings {
  const given = Given.safeParse(readJson(text));
  const { refundBusinessDays, goodwill, ...rest } = given.data ?? {};
  const policy = PolicySettings.safeParse({
    ...{ ...DEFAULT_POLICY, ...rest },
    refundBusinessDays: { ...DEFAULT_POLICY.refundBusinessDays, ...refundBusinessDays },
    goodwill: { ...DEFAULT_POLICY.goodwill, ...goodwill },
  });
  if (given.success && policy.success) return policy.data;
  const issues = [...(given.error?.issues ?? []), ...(policy.error?.issues ?? [])];
  throw new ConfigError(
    issues.map(({ path, message }) => ({ setting: ['POLICY', ...path].join('.'), message })),
  );
}

/** What does not fit in the setting POLICY, for the one message that tells all bad settings. */
export function policyProblems(text: string): readonly ConfigProblem[] {
  try {
    parsePolicy(text);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const message = 'use JSON such as {"returnWindowDays":14}';
    throw new ConfigError([{ setting: 'POLICY', message }]);
  }
}
