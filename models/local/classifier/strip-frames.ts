const YOU = '(?:you|u|ya|someone|somebody|anybody|i)';
const POLITE = '(?:please |pls |plz |kindly |possibly |also )*';
const TOPIC = '(?:to|with|in|on|about|for|by|regarding|concerning)';

/** How people begin a request in any shop, whatever they want. */
const OPENINGS = [
  '(?:hi|hello|hey|greetings|good (?:morning|afternoon|evening|day)|dear (?:sir|madam|team))(?: there| all| team| sir| madam)?\\b[\\s,.!:-]*',
  '(?:ok|okay|yes|yeah|well|so|and|please|pls|plz|kindly|actually|sorry|excuse me)\\b[\\s,.!:-]+',
  `(?:i|we)(?:'d| would| do|'m|'ve| have| am)? ?(?:really |just |also |urgently )?(?:need|want|require|like|wanna) (?:to have |to get |you to |your |some |any |a bit of |a )*(?:help|assistance|support|a hand|advice|info|information|guidance)\\b ?${TOPIC}? ?`,
  `(?:can|could|would|will|may|might) ${YOU} ?${POLITE}(?:help|assist|support|guide)(?: me| us)?\\b(?: out)? ?${TOPIC}? ?`,
  `(?:help|assist) (?:me|us)? ?${TOPIC}? `,
  "(?:i|we) (?:do not|don't|dont) (?:know|understand|see) (?:how|what) (?:(?:i|we) )?(?:(?:have|need|should|must|can|could) )?(?:(?:to )?do )?(?:to )?",
  `(?:can|could|would|will) (?:you|u|ya) ?${POLITE}(?:tell|show|explain|inform|let) (?:to )?(?:me|us) ?(?:know )?(?:about )?`,
  "(?:i|we)(?:'d|'m| would| am)? ?(?:just |really )?(?:want|need|like|wish|wanna|trying|have|going|looking|hoping) to (?:know|learn|find out|ask|enquire|inquire|understand) ?(?:about |for |if |whether )?",
  '(?:tell|show|explain|inform|let) (?:me|us) (?:know )?(?:about )?',
  "(?:i|we)(?:'ve| have| had)? (?:got )?(?:a |some )?(?:question|query|doubt|questions) ?(?:about |on |regarding |concerning |with )?",
  `(?:can|could|would|will) (?:you|u|ya) ?${POLITE}`,
  '(?:what|how) (?:do|should|must) i (?:have to |need to )?do (?:to|if i want to|in order to) ',
  '(?:is there (?:any|a) (?:way|possibility|chance) to|is it possible (?:to|for me to)|would it be possible to) ',
  "(?:i am|i'm|im|we are) (?:calling|writing|contacting you|here|messaging) (?:to|about|because|regarding) ",
].map((pattern) => new RegExp(`^${pattern}`, 'i'));

/** How people end one. */
const ENDINGS = [
  '\\b(?:can|could|would|will) (?:you|u|ya)(?: please)? (?:help|assist)(?: me| us)?(?: with (?:it|that|this)| out| please)*',
  '\\b(?:i need (?:some )?(?:help|assistance)|help me|please help(?: me)?|how (?:can|could|do|should) i do (?:it|that)|what (?:do|should|can) i do|thank you|thanks|thx|please|pls|plz|sir|kindly|asap)',
].map((pattern) => new RegExp(`[\\s,.!?]*${pattern}\\s*[?.!]*$`, 'i'));

const CURSES = /\b(?:god)?(?:damn|bloody|fuck|freak|frigg?)(?:ed|ing|in)?\b/gi;
const ROUNDS = 4;

/**
 * A text without the politeness, pleading and cursing around what is wanted ("I need help to", "could you", "please"),
 * since they are alike whatever is wanted. Never less than two words; a text that is nothing else stays as it is.
 */
export function stripFrames(text: string): string {
  let core = text.replace(CURSES, ' ').replace(/\s+/g, ' ').trim();
  for (let round = 0; round < ROUNDS; round++) {
    const before = core;
    for (const frame of [...OPENINGS, ...ENDINGS]) core = without(core, frame);
    if (core === before) break;
  }
  return core === '' ? text : core;
}

function without(text: string, frame: RegExp): string {
  const rest = text.replace(frame, '').trim();
  return /\p{L}{3}/u.test(rest) && /\S\s+\S/.test(rest) ? rest : text;
}
