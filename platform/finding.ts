import { redactText } from './telemetry/redact.js';

/** What one check found: one line, and what to do about it when it is not right. Never holds a secret. */
export interface Finding {
  level: 'ok' | 'warn' | 'fail';
  /** What was looked at, in a word or two. */
  check: string;
  told: string;
  todo?: string;
}

/** A finding as one line. */
export function formatFinding({ level, check, told, todo }: Finding): string {
  const line = `${level.padEnd(5)}${check.padEnd(24)} ${told}${todo === undefined ? '' : ` -> ${todo}`}`;
  return redactText(line.replaceAll(/\s*\n\s*/g, ' '));
}
