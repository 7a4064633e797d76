import { createAnnouncer } from './announcer.js';
import { byId, element } from './element.js';
import { createScroller } from './scroller.js';
import { createTurnView } from './turn-view.js';

/**
 * @typedef {import('../turn-state.js').Turn} Turn
 * @typedef {import('../../../contract/problem.js').Problem} Problem
 */

/** The turns on the page. However many events arrive, it draws at most once a frame. @param {import('./turn-view.js').TurnActions} actions */
export function createConversationView(actions) {
  const root = byId('conversation', HTMLElement);
  const spoken = byId('spoken', HTMLElement);
  const scroller = createScroller();
  /** @type {Map<string, ReturnType<typeof createTurnView>>} */
  const views = new Map();
  /** @type {Map<string, Turn>} */
  const waiting = new Map();
  let announcer = createAnnouncer(say);

  /** @param {string} text */
  function say(text) {
    if (text !== '') spoken.append(element('p', {}, text));
    while (spoken.childElementCount > 20) spoken.firstElementChild?.remove();
  }

  /** @param {Turn} turn */
  function change(turn) {
    if (waiting.size === 0) requestFrame(drawWaiting);
    waiting.set(turn.key, turn);
  }

  function drawWaiting() {
    const turns = [...waiting.values()];
    waiting.clear();
    for (const turn of turns) {
      draw(turn);
      announcer.tell(turn);
    }
    scroller.follow();
  }

  /** @param {Turn} turn */
  function draw(turn) {
    const view = views.get(turn.key) ?? createTurnView(actions);
    if (!views.has(turn.key)) {
      views.set(turn.key, view);
      root.append(view.element);
    }
    view.update(turn);
  }

  return {
    change,
    toEnd: scroller.toEnd,
    /** @param {readonly Turn[]} turns */
    show(turns) {
      waiting.clear();
      views.clear();
      root.replaceChildren();
      spoken.replaceChildren();
      announcer = createAnnouncer(say);
      for (const turn of turns) {
        draw(turn);
        announcer.pass(turn);
      }
      if (turns.length > 0) scroller.toEnd();
      else scroller.toStart();
    },
    /** Something outside any turn did not work. @param {Problem} problem */
    showProblem({ title, detail }) {
      const words = [title, detail]
        .filter((text) => text !== undefined)
        .map((text) => element('p', {}, text));
      root.append(element('div', { class: 'note problem' }, ...words));
      say([title, detail].filter((text) => text !== undefined).join('. '));
      scroller.toEnd();
    },
  };
}

/** A hidden tab gets no frames; it is drawn all the same, so that the title and the reader's tools are current. @param {() => void} draw */
function requestFrame(draw) {
  if (document.hidden) setTimeout(draw, 100);
  else requestAnimationFrame(draw);
}
