import type { DiagnosisView } from './diagnosis-view.js';
import type { Guide } from './guide.js';

/** What to do about a danger: the guide's own safety words, or else the one thing that is always right. */
export function stopAdvice(guide: Guide, hazard: string): NonNullable<DiagnosisView['advice']> {
  const [own] = guide.safety;
  if (own) return own;
  return {
    text: `This sounds like ${hazard}. Stop using it now, unplug it if that is safe, and keep away from it. A person will take it from here.`,
    chunkId: null,
  };
}
