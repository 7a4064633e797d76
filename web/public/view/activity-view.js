import { isOpen } from '../action-state.js';
import { counted, durationInWords, inWords, statusInWords, toolInWords } from '../words.js';
import { element } from './element.js';

/**
 * @typedef {import('../turn-state.js').Part} Part
 * @typedef {import('../turn-state.js').ToolRun} ToolRun
 */

/** Who works on a request and at what; it folds out to every look-up with its result and its time. */
export function createActivityView() {
  const name = element('span', { class: 'agent-name' });
  const doing = element('span', { class: 'agent-doing' });
  const tools = element('ul', { class: 'tools' });
  const summary = element('summary', {}, name, doing);
  const root = element('details', { class: 'activity' }, summary, tools);
  /** @type {readonly ToolRun[] | undefined} */
  let drawn;

  /** @param {Part} part @param {boolean} running */
  function update(part, running) {
    root.hidden = part.agent === '';
    name.textContent = inWords(part.agent);
    doing.textContent = doingOf(part, running);
    root.classList.toggle('plain', part.tools.length === 0);
    summary.tabIndex = part.tools.length === 0 ? -1 : 0;
    if (drawn === part.tools) return;
    drawn = part.tools;
    tools.replaceChildren(...part.tools.map(drawTool));
  }

  return { element: root, update };
}

/** @param {Part} part @param {boolean} running */
function doingOf(part, running) {
  const current = part.tools.findLast((tool) => tool.status === 'running');
  if (running && (part.status === 'working' || part.status === 'waiting')) {
    if (part.status === 'waiting') return 'Waiting';
    if (current) return `${toolInWords(current.tool)}…`;
    return part.text === '' ? 'Thinking…' : 'Writing…';
  }
  const looked = part.tools.length > 0 ? counted(part.tools.length, 'look-up') : '';
  const status = endOf(part);
  return [status, looked].filter((words) => words !== '').join(' · ');
}

/** @param {Part} part */
function endOf(part) {
  if (part.status === 'working' || part.status === 'waiting') return 'Not finished';
  if (part.status === 'answered' && part.incomplete === '') return '';
  // The card tells what became of it; "waits for your yes" would be stale beside it.
  if (part.status === 'needs-confirmation' && part.actions.length > 0 && !part.actions.some(isOpen))
    return '';
  return part.incomplete !== '' ? 'Cut short' : statusInWords(part.status);
}

/** @param {ToolRun} tool */
function drawTool({ tool, status, code, milliseconds }) {
  const result =
    status === 'running' ? 'running' : status === 'done' ? 'done' : inWords(code || 'failed').toLowerCase();
  const time = status === 'running' ? '' : durationInWords(milliseconds);
  return element(
    'li',
    { 'data-status': status },
    element('span', { class: 'tool-name' }, toolInWords(tool)),
    element('span', { class: 'tool-result' }, [result, time].filter((words) => words !== '').join(' · ')),
  );
}
