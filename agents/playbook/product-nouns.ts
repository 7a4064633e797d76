import { editDistance, wordSet, wordsOf } from './words.js';

const NOUNS =
  wordSet(`headphones headphone headset earbuds earbud earphones speaker speakers soundbar tv television telly projector monitor screen display
  laptop notebook computer tablet keyboard mouse webcam camera printer ink cartridge toner router modem mesh hub plug bulb bulbs lamp light strip
  thermostat heater humidifier fan purifier filter filters vacuum hoover robot mop coffee espresso machine grinder pods beans descaler milk frother
  kettle toaster fryer blender mixer knife knives pan pans pot pots cookware skillet toothbrush brush dryer hairdryer trimmer shaver watch smartwatch
  strap charger chargers cable cables adapter dock powerbank bank battery batteries stand mount remote case bag bags alarm clock ssd drive storage
  memory stick phone smartphone`);

const LONG_NOUNS = [...NOUNS].filter((noun) => noun.length >= 6);

/** Whether a word is one for something that the shop could sell, in spite of a small slip. */
export function isProductNoun(word: string): boolean {
  if (NOUNS.has(word) || NOUNS.has(word.replace(/e?s$/, '')) || NOUNS.has(word.replace(/s$/, '')))
    return true;
  return word.length >= 6 && LONG_NOUNS.some((noun) => editDistance(noun, word) <= 1);
}

/** Whether a text names something that the shop could sell. */
export function namesProduct(text: string): boolean {
  return wordsOf(text).some(isProductNoun);
}
