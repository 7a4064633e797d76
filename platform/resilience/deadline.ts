/** A signal with an end: call `clear` when the work is over, or its timer and its listener stay behind. */
export interface Deadline {
  readonly signal: AbortSignal;
  clear(): void;
}

/**
 * A signal that aborts after so many milliseconds (reason: a DOMException named `TimeoutError`) or together with its
 * parent (with the parent's reason). It holds its own timer: the ones of `AbortSignal.timeout` under `AbortSignal.any`
 * are lost to garbage collection on Node 20.
 */
export function deadline(milliseconds: number, parent?: AbortSignal): Deadline {
  const controller = new AbortController();
  const timer = setTimeout(
    () => controller.abort(new DOMException('The deadline has passed.', 'TimeoutError')),
    milliseconds,
  );
  const follow = () => {
    clearTimeout(timer);
    controller.abort(parent?.reason);
  };
  if (parent?.aborted) follow();
  else parent?.addEventListener('abort', follow, { once: true });
  return {
    signal: controller.signal,
    clear() {
      clearTimeout(timer);
      parent?.removeEventListener('abort', follow);
    },
  };
}
