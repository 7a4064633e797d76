/** Product categories of the knowledge base with the words that customers use for them, most telling first. */
const PRODUCTS: readonly (readonly [string, RegExp])[] = [
  [
    'robot-vacuum',
    /\brobo(?:t|tic)?[\s-]*(?:vac\w*|hoover|cleaner|mop)?\b|\brobovac\b|vacuum robot|\b(?:vac(?:uum)?|hoover)\w*\b.*\b(?:bump\w*|docks?|docking|base|map\w*|rooms?|schedule\w*|navigat\w*|wheels?)\b/,
  ],
  [
    'stick-vacuum',
    /\b(?:stick|cordless|handheld|upright)[\s-]*(?:vac\w*|hoover)|\bvac(?:uum)?\w*\b|\bhoover\b/,
  ],
  ['headphones', /\bhead ?(?:phone|set)s?\b|\bear ?(?:bud|phone|piece)s?\b|\banc\b|\bhead ?set\b/],
  ['soundbar', /\bsound ?bars?\b/],
  ['speaker', /\b(?:loud)?speakers?\b|\bboom ?box\b/],
  ['projector', /\bprojectors?\b|\bbeamer\b/],
  ['smart-tv', /\btvs?\b|\btele(?:vision|ly)\w*\b|\btell(?:y|ies)\b|\bflat ?screen\b/],
  ['monitor', /\bmonitors?\b|\b(?:second|external|computer) (?:screen|display)\b/],
  ['webcam', /\bweb ?cams?\b/],
  ['security-camera', /\bcameras?\b|\b(?:security|surveillance|outdoor|indoor) cams?\b/],
  ['dock', /\bdocking station\b|\b(?:usb(?:-c)?|laptop) dock\b/],
  ['storage', /\b(?:external|portable|hard) (?:drive|disk|ssd)s?\b|\bssds?\b/],
  ['tablet', /\btablets?\b/],
  ['smartwatch', /\bsmart ?watch\w*|\bfitness (?:watch|tracker|band)\w*|\b(?:my|the) watch\b/],
  ['laptop', /\blaptops?\b|\bnotebooks?\b|\b(?:mac|ultra|chrome)book\b/],
  ['printer', /\bprint(?:er|ers|s|ing)?\b|\bink\b|\bcartridges?\b|\btoner\b|\bpaper jam\w*\b/],
  ['router', /\brouters?\b|\bmodems?\b|\bwi-?fi\b|\bwlan\b|\binternet\b|\bnetwork\b/],
  ['keyboard', /\bkey ?boards?\b|\bmouse\b|\bmice\b/],
  ['smart-hub', /\b(?:smart home )?hubs?\b/],
  ['light-strip', /\b(?:light|led)[\s-]*strips?\b/],
  ['smart-plug', /\bsmart (?:plug|socket)s?\b|\bpower strips?\b/],
  ['smart-heating', /\bthermostats?\b|\bradiators?\b/],
  ['smart-bulb', /\b(?:smart )?(?:light )?bulbs?\b/],
  ['desk-lamp', /\b(?:desk )?lamps?\b/],
  ['coffee-machine', /\bcoffee\b|\bespresso\b|\bbrew\w*\b|\bdescal\w*\b/],
  ['alarm-clock', /\b(?:alarm|bedside) clocks?\b|\bclock radio\b/],
  ['kettle', /\bkettles?\b/],
  ['air-fryer', /\bair[\s-]*fryers?\b/],
  ['air-purifier', /\b(?:air )?purifiers?\b|\bair cleaner\b/],
  ['humidifier', /\bhumidifiers?\b/],
  ['heater', /\b(?:fan |space )?heaters?\b/],
  ['stand-mixer', /\b(?:stand |food )?mixers?\b/],
  ['trimmer', /\btrimmers?\b|\bshavers?\b|\brazors?\b/],
  ['cookware', /\bcookware\b|\b(?:frying |cast iron )?pans?\b|\bskillets?\b|\bsaucepans?\b/],
  ['blender', /\bblenders?\b|\bsmoothie\b/],
  ['toaster', /\btoast\w*\b/],
  ['electric-toothbrush', /\btooth ?brush\w*\b/],
  ['hair-dryer', /\bhair[\s-]*dr[iy]er\w*\b|\bblow[\s-]*dr[iy]er\b/],
  ['power-bank', /\bpower[\s-]*(?:bank|pack)s?\b|\bbattery pack\b|\bportable charger\b/],
  ['charger', /\bchargers?\b|\bcharging (?:brick|cable)\b/],
  ['fan', /\bfans?\b|\bventilator\b/],
];

/** The product category that a text speaks of, as the knowledge base names it; the first that fits. */
export function findProductCategory(text: string): string | undefined {
  const plain = text.toLowerCase();
  return PRODUCTS.find(([, words]) => words.test(plain))?.[0];
}

/** A category as one says it: "robot vacuum". */
export function sayCategory(category: string): string {
  return category.replaceAll('-', ' ').replace(/\btv\b/, 'TV');
}
