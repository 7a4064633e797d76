import { existsSync } from 'node:fs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where this machine keeps a Chromium, if it has one; tests of the page are skipped, and say so, where it has none. */
export const CHROMIUM = PLACES.find((place) => existsSync(place));

/** How tests start it: nothing on the screen, and not a word to any other host. */
export const CHROMIUM_ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
