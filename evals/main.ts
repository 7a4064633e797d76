import { findSuites } from './evaluation-suite.js';

const [name, ...args] = process.argv.slice(2);
const suites = await findSuites();
const suite = suites.find((one) => one.name === name);

if (suite !== undefined) process.exitCode = await suite.run(args);
else if (name === undefined) {
  const width = Math.max(...suites.map((one) => one.name.length));
  console.log('npm run eval -- <suite> [options]');
  for (const one of suites) console.log(`  ${one.name.padEnd(width)}  ${one.about}`);
} else {
  console.error(`${name} is no suite; there are: ${suites.map((one) => one.name).join(', ')}`);
  process.exitCode = 1;
}
