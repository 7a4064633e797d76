import type { Move, PlayedCall, Transcript } from '../../models/local/playbook.js';

/** A call of a tool that went well, with its data as the view that this tool answers. */
export interface GoodCall<View> {
  args: Record<string, unknown>;
  view: View;
}

/** The calls of a tool in this turn, in order. */
export function callsOf(transcript: Transcript, tool: string): PlayedCall[] {
  return transcript.calls.filter((call) => call.tool === tool);
}

/** What a tool answered in this turn, in order, faults left out. The view must be the one that the tool documents. */
export function viewsOf<View>(transcript: Transcript, tool: string): GoodCall<View>[] {
  return callsOf(transcript, tool).flatMap(({ args, result }) =>
    result.ok ? [{ args, view: asView<View>(result.data) }] : [],
  );
}

/** The last answer of a tool in this turn, when there is a good one. */
export function viewOf<View>(transcript: Transcript, tool: string): View | undefined {
  return viewsOf<View>(transcript, tool).at(-1)?.view;
}

/** The code of the fault that a tool ended with, when its last call went wrong. */
export function faultOf(transcript: Transcript, tool: string): string | undefined {
  const last = callsOf(transcript, tool).at(-1);
  return last === undefined || last.result.ok ? undefined : last.result.code;
}

/** A move of one call. */
export function call(tool: string, args: Record<string, unknown> = {}): Move {
  return { calls: [{ tool, args }] };
}

// A tool's data is the JSON of the view type that it exports and documents; its own tests hold it to that.
function asView<View>(data: unknown): View {
  return data as View;
}
