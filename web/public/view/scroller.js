import { byId } from './element.js';

const NEAR = 80;

/** Keeps the newest words in sight, but only for a reader who is at the end; anybody else gets a button that leads there. */
export function createScroller() {
  const scroller = byId('scroller', HTMLElement);
  const jump = byId('jump', HTMLButtonElement);
  let following = true;

  function toEnd() {
    following = true;
    scroller.scrollTop = scroller.scrollHeight;
    jump.hidden = true;
  }

  function toStart() {
    following = true;
    scroller.scrollTop = 0;
    jump.hidden = true;
  }

  function follow() {
    if (following) scroller.scrollTop = scroller.scrollHeight;
    jump.hidden = following || isAtEnd();
  }

  function isAtEnd() {
    return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
  }

  scroller.addEventListener('scroll', () => {
    following = isAtEnd();
    jump.hidden = following;
  });
  jump.addEventListener('click', toEnd);
  return { toEnd, toStart, follow };
}
