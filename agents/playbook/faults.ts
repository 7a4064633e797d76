import type { Move, Transcript } from '../../models/local/playbook.js';

/** What to say when a tool did not work; `need` completes "To …, please sign in". Nothing when no call went wrong that way. */
export function sayFault(transcript: Transcript, need: string): Move | undefined {
  const last = transcript.calls.at(-1);
  if (last === undefined || last.result.ok) return undefined;
  switch (last.result.code) {
    case 'sign-in-required':
      return {
        say: `To ${need}, please sign in first. I can then see your account and help right away.`,
        outcome: 'needs-info',
      };
    case 'step-up-required':
      return {
        say: `To ${need}, I need you to confirm with the one-time code first.`,
        outcome: 'needs-info',
      };
    case 'unavailable':
    case 'timeout':
      return {
        say: `I tried to ${need}, but our system does not answer at the moment. Nothing was changed; please ask me again in a few minutes.`,
        outcome: 'answered',
      };
    default:
      return undefined;
  }
}
