/** What reviewers say of an aspect, well and badly. */
export interface AspectWords {
  praise: readonly string[];
  complaint: readonly string[];
}

/** Aspects by name. */
export const ASPECTS: Readonly<Record<string, AspectWords>> = {
  battery: {
    praise: ['The battery lasts longer than promised.', 'I charge it once a week and that is enough.'],
    complaint: [
      'The battery is empty by the evening.',
      'After three months the battery holds noticeably less.',
    ],
  },
  sound: {
    praise: ['The sound is warm and clear, even when it is quiet.', 'Voices are easy to follow.'],
    complaint: ['The bass drowns everything else.', 'It sounds thin at low volume.'],
  },
  comfort: {
    praise: ['I forget that I am wearing it.', 'Comfortable for a whole working day.'],
    complaint: ['It presses after an hour.', 'Too heavy for me.'],
  },
  picture: {
    praise: ['The picture is sharp and the colours look natural.', 'Bright enough for a sunny room.'],
    complaint: ['Blacks look grey in the dark.', 'The image flickers at low brightness.'],
  },
  setup: {
    praise: ['Set up in five minutes without the manual.', 'The app found it at once.'],
    complaint: ['Connecting it took me three attempts.', 'The instructions leave out the important step.'],
  },
  speed: {
    praise: ['Fast, and it stays fast.', 'No waiting at all.'],
    complaint: ['It stutters when two people use it.', 'Slower than the one it replaced.'],
  },
  noise: {
    praise: ['So quiet that I check whether it is on.', 'I can phone beside it.'],
    complaint: ['Louder than I expected.', 'There is a high hum at night.'],
  },
  build: {
    praise: ['Feels solid, nothing creaks.', 'It fell off the table and nothing happened.'],
    complaint: ['The plastic feels cheap.', 'A hinge broke after four months.'],
  },
  cleaning: {
    praise: ['Easy to clean, everything comes apart.', 'It goes in the dishwasher and comes out like new.'],
    complaint: ['Crumbs collect where I cannot reach them.', 'Cleaning takes longer than using it.'],
  },
  result: {
    praise: ['The result is better than I hoped.', 'It does exactly what it should, every time.'],
    complaint: ['It does the job unevenly.', 'Good on some days and poor on others.'],
  },
  fit: {
    praise: ['Fits perfectly.', 'Original quality, it clicks in at once.'],
    complaint: ['A little loose.', 'It took some force to fit.'],
  },
  price: {
    praise: ['Worth its price.', 'I compared for weeks, and this was the best value.'],
    complaint: ['Nice, but too expensive for what it is.', 'The price fell a week after I bought it.'],
  },
};

/** Which aspects people judge in a category; others get the aspects of `default`. */
export const CATEGORY_ASPECTS: Readonly<Record<string, readonly string[]>> = {
  headphones: ['sound', 'comfort', 'battery', 'build', 'price'],
  earbuds: ['sound', 'comfort', 'battery', 'setup'],
  speaker: ['sound', 'battery', 'setup', 'build'],
  soundbar: ['sound', 'setup', 'price'],
  'smart-tv': ['picture', 'sound', 'setup', 'price'],
  projector: ['picture', 'noise', 'battery'],
  monitor: ['picture', 'build', 'setup'],
  laptop: ['speed', 'battery', 'build', 'noise', 'price'],
  tablet: ['speed', 'battery', 'picture'],
  keyboard: ['comfort', 'noise', 'build'],
  mouse: ['comfort', 'battery', 'build'],
  webcam: ['picture', 'sound', 'setup'],
  router: ['speed', 'setup', 'price'],
  printer: ['speed', 'setup', 'noise', 'price'],
  'robot-vacuum': ['result', 'noise', 'battery', 'setup', 'cleaning'],
  'stick-vacuum': ['result', 'battery', 'noise', 'cleaning'],
  'coffee-machine': ['result', 'cleaning', 'noise', 'price'],
  'air-fryer': ['result', 'cleaning', 'noise'],
  blender: ['result', 'noise', 'cleaning'],
  'air-purifier': ['noise', 'result', 'price'],
  'electric-toothbrush': ['result', 'battery', 'noise'],
  'hair-dryer': ['result', 'noise', 'comfort'],
  cookware: ['result', 'cleaning', 'build'],
  'power-bank': ['battery', 'speed', 'build'],
  'printer-supply': ['fit', 'result', 'price'],
  'vacuum-supply': ['fit', 'price'],
  'air-supply': ['fit', 'price'],
  default: ['build', 'setup', 'price', 'result'],
};
