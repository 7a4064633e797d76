import type { PreferenceListView } from '../../tools/customers/get-preferences.js';

const SOURCES: Record<PreferenceListView['preferences'][number]['source'], string> = {
  stated: 'you told us',
  inferred: 'concluded from what you did here',
  imported: 'taken over from an earlier account',
};

/** What is remembered, where it comes from, and whether it may be used. */
export function sayPreferences({ preferences }: PreferenceListView): string {
  if (preferences.length === 0) return 'Nothing is remembered about your preferences.';
  const lines = preferences.map(({ key, value, source, consent }) => {
    const use = consent ? '' : '; not used, because you did not agree to it';
    return `- ${key.replaceAll(/[_.-]/g, ' ')}: ${value} (${SOURCES[source]}${use})`;
  });
  return `This is remembered about you:\n${lines.join('\n')}`;
}
