import type { Move } from '../../models/local/playbook.js';

/** The arguments that a write needs beside the order, or the move that finds them out. */
export type WriteArguments = { args: Record<string, unknown> } | { move: Move };
