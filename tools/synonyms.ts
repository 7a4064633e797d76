/** Words that shoppers use for the same thing; one line is one meaning. */
const MEANINGS: readonly (readonly string[])[] = [
  ['headphones', 'headset', 'earphones', 'earbuds', 'cans', 'buds'],
  ['tv', 'television', 'telly'],
  ['laptop', 'notebook'],
  ['vacuum', 'hoover', 'vac'],
  ['robot', 'robotic'],
  ['fridge', 'refrigerator'],
  ['watch', 'smartwatch'],
  ['printer', 'inkjet'],
  ['knife', 'knives'],
  ['mouse', 'mice'],
  ['monitor', 'display', 'screen'],
  ['router', 'modem'],
  ['wifi', 'wi-fi', 'wlan'],
  ['bulb', 'lightbulb'],
  ['lamp', 'light'],
  ['phone', 'smartphone', 'mobile'],
  ['charger', 'adapter'],
  ['powerbank', 'power-bank'],
  ['cable', 'cord', 'lead'],
  ['coffee', 'espresso'],
  ['machine', 'maker'],
  ['blender', 'mixer', 'smoothie'],
  ['hairdryer', 'hair-dryer', 'blow-dryer'],
  ['toothbrush', 'tooth-brush'],
  ['pan', 'skillet', 'frypan'],
  ['pot', 'saucepan'],
  ['cookware', 'pots', 'pans'],
  ['purifier', 'cleaner'],
  ['noise-cancelling', 'anc', 'noise-canceling'],
  ['cancelling', 'canceling', 'anc'],
  ['wireless', 'bluetooth', 'cordless'],
  ['colour', 'color'],
  ['grey', 'gray'],
  ['speaker', 'soundbar', 'loudspeaker'],
  ['ink', 'cartridge', 'toner'],
  ['webcam', 'camera'],
  ['fan', 'ventilator'],
  ['kettle', 'boiler'],
  ['cheap', 'affordable', 'budget'],
];

const BY_WORD = new Map<string, Set<string>>();
for (const meaning of MEANINGS) {
  for (const word of meaning) {
    const others = BY_WORD.get(word) ?? new Set<string>();
    for (const other of meaning) if (other !== word) others.add(other);
    BY_WORD.set(word, others);
  }
}

/** Other words for the same thing, without the word itself; a plural finds its singular's. */
export function synonymsOf(word: string): readonly string[] {
  const found = BY_WORD.get(word) ?? BY_WORD.get(word.replace(/s$/, '')) ?? BY_WORD.get(`${word}s`);
  return found ? [...found] : [];
}
