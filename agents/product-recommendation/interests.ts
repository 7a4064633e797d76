const INTERESTS: readonly (readonly [RegExp, string])[] = [
  [/\btea\b/, 'kettle'],
  [/\bcoffee|\bespresso|\bbarista/, 'coffee machine'],
  [/\bcook|\bchef\b|\bkitchen|\bfood/, 'cookware knife pan'],
  [/\bbak(?:e|es|ing|er)\b|\bcakes?\b/, 'stand mixer'],
  [/\bmusic|\bsings?\b|\bvinyl|\bpodcast/, 'speaker headphones'],
  [/\bgam(?:e|es|ing|er)\b/, 'keyboard mouse monitor'],
  [/\brun(?:s|ning|ner)?\b|\bfitness|\bgym\b|\bsport|\bhik/, 'fitness watch earbuds'],
  [/\btravel|\bcommut|\btrain\b|\bplane\b|\bflights?\b/, 'power bank earbuds headphones'],
  [/\bread(?:s|ing|er)?\b|\bbooks?\b/, 'desk lamp'],
  [/\bdogs?\b|\bcats?\b|\bpets?\b|\bdoggy|\bhair all over/, 'vacuum pet'],
  [/\bhome ?office|\bwork(?:s|ing)? from home|\bcolleague|\boffice\b/, 'keyboard webcam dock desk lamp'],
  [/\bsleep|\bbedroom|\bnight\b/, 'alarm clock humidifier fan'],
  [/\bmovies?|\bfilms?\b|\bseries\b|\bcinema/, 'projector soundbar tv'],
  [/\bgadgets?|\btech(?:ie|nology)?\b|\bsmart ?home/, 'smart hub bulb plug'],
  [/\bstudent|\bfirst flat|\bhousewarming|\bmov(?:es|ed|ing) (?:in|into|out)/, 'kettle toaster lamp'],
  [/\bdraw|\bpaint|\bart\b|\bsketch/, 'tablet'],
  [/\bhealthy|\bsmoothies?\b|\bfruit/, 'blender air fryer'],
  [/\bbeauty|\bhair ?style|\bmake-?up/, 'hair dryer'],
];

/** Products to look for when somebody names an interest, a person or a situation; undefined when none is known. */
export function productsForInterest(text: string): string | undefined {
  const plain = text.toLowerCase();
  return INTERESTS.find(([pattern]) => pattern.test(plain))?.[1];
}
