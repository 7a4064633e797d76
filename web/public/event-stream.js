/** @typedef {{ event: string, data: string, id: string }} StreamedEvent */

/**
 * An incremental parser of `text/event-stream`: give it text as it arrives, cut anywhere, and it hands back the
 * events that became complete. Comments (heartbeats) are skipped; an event that is never ended is never given.
 * @returns {(text: string) => StreamedEvent[]}
 */
export function createEventParser() {
  let rest = '';
  let endedOnReturn = false;
  /** @type {string[]} */
  let data = [];
  let event = '';
  let id = '';

  /** @param {string} line @returns {StreamedEvent | undefined} */
  function read(line) {
    if (line === '') {
      const complete = data.length > 0 ? { event: event || 'message', data: data.join('\n'), id } : undefined;
      data = [];
      event = '';
      return complete;
    }
    const { field, value } = splitField(line);
    if (field === 'data') data.push(value);
    else if (field === 'event') event = value;
    else if (field === 'id' && !value.includes('\0')) id = value;
    return undefined;
  }

  return (text) => {
    // A "\r\n" cut in two must not count as two line ends.
    const start = endedOnReturn && text.startsWith('\n') ? 1 : 0;
    if (text !== '') endedOnReturn = text.endsWith('\r');
    const lines = (rest + text.slice(start)).split(/\r\n|\r|\n/);
    rest = lines.pop() ?? '';
    return lines.flatMap((line) => read(line) ?? []);
  };
}

/** @param {string} line */
function splitField(line) {
  const colon = line.indexOf(':');
  if (colon === -1) return { field: line, value: '' };
  return { field: line.slice(0, colon), value: line.slice(colon + 1).replace(/^ /, '') };
}

/**
 * The events of a response, as they arrive. It throws what reading throws; leaving the loop cancels the response.
 * @param {Response} response
 * @returns {AsyncGenerator<StreamedEvent>}
 */
export async function* readEventStream(response) {
  if (response.body === null) return;
  const parse = createEventParser();
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield* parse(decoder.decode(value, { stream: true }));
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}
