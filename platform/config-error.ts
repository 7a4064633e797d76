/** One setting that does not fit: its name, and what to do about it. Never holds the value. */
export interface ConfigProblem {
  setting: string;
  message: string;
}

/** Every setting that does not fit, in one error whose message can be printed as it is: one line a setting. */
export class ConfigError extends Error {
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    const lines = problems.map(({ setting, message }) => `  ${setting}: ${message}`);
    super(['The configuration does not fit:', ...lines].join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}
