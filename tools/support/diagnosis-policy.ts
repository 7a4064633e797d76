import { countShared, type Guide, type GuideBranch, type GuideSection, type GuideStep } from './guide.js';

/**
 * What follows from what the customer saw. `stop`: a hazard ends the diagnosis at once. `branch`: what the guide says
 * for this sight, and the step it leads to, if any. `step`: the next step. `solved` and `exhausted` end it.
 */
export type Progress =
  | { state: 'stop'; hazard: string }
  | { state: 'branch'; branch: GuideBranch; next: GuideStep | undefined }
  | { state: 'step'; next: GuideStep }
  | { state: 'solved' }
  | { state: 'exhausted' }
  | { state: 'unknown-step' };

const HAZARDS: readonly (readonly [RegExp, string])[] = [
  [/\b(swollen|swell\w*|bulg\w*|bloat\w*|leaking)\b/i, 'a swollen or leaking battery'],
  [
    /\b(smok(e|es|ing)|fire|flames?|sparks?|scorch\w*|melt(ed|ing|s)?|burn(t|ed|ing|s) (smell|plastic|marks?))\b/i,
    'smoke, sparks or burning',
  ],
  [/\b(smell(s|ed)? (of |like )?(burn\w*|burnt|plastic|something burn\w*))\b/i, 'a burning smell'],
  [/\b(electric(al)? shock|shocked me|tingl\w*)\b/i, 'an electric shock'],
  [
    /\b(water|liquid|wet)\b.{0,30}\b(inside|in|into|under)\b.{0,30}\b(socket|plug|housing|charger|device|machine)\b/i,
    'water in a device on mains',
  ],
];
const NO_HAZARD =
  /\b(no|not|never|without|isn't|doesn't)\b[^.!?,;]{0,20}\b(smok\w*|fire|flames?|sparks?|swollen|burn\w*|melt\w*|leaking|shock)\b/gi;
const SOLVED =
  /\b(it|that|everything|all)?\s*(works?( now| again| fine)?|is fixed|fixed it|solved|helped|is back)\b/i;
const NOT_SOLVED = /\b(not|never|no|n't|still|didn.t|doesn.t|isn.t|hasn.t|nothing)\b/i;

/** The danger that an observation names; a danger that is denied is none. */
export function findHazard(observation: string): string | undefined {
  const told = observation.replace(NO_HAZARD, ' ');
  return HAZARDS.find(([pattern]) => pattern.test(told))?.[1];
}

/** Safety first, then success, then the branch that fits what was seen, then the next step of the section. Pure. */
export function advance(guide: Guide, stepId: string, observation: string): Progress {
  const hazard = findHazard(observation);
  if (hazard !== undefined) return { state: 'stop', hazard };
  const section = guide.sections.find(({ steps }) => steps.some(({ id }) => id === stepId));
  const step = section?.steps.find(({ id }) => id === stepId);
  if (!section || !step) return { state: 'unknown-step' };
  const branch = chooseBranch(step, observation);
  if (branch) return { state: 'branch', branch, next: followBranch(guide, section, branch) };
  if (SOLVED.test(observation) && !NOT_SOLVED.test(observation)) return { state: 'solved' };
  const next = section.steps[section.steps.indexOf(step) + 1];
  return next ? { state: 'step', next } : { state: 'exhausted' };
}

const NEGATED = /\b(?:no|not|never|none|without|nothing|off|dark|stays out)\b|n['’]t\b/i;

/** Undefined when nothing was seen that the guide names, or two branches fit as well; "no light" and "light on" differ by the no. */
function chooseBranch(step: GuideStep, observation: string): GuideBranch | undefined {
  const scored = step.branches
    .map((branch) => ({ branch, shared: countShared(branch.when, observation) }))
    .map(({ branch, shared }) => ({
      branch,
      score:
        shared === 0 ? 0 : 2 * shared + (NEGATED.test(branch.when) === NEGATED.test(observation) ? 1 : 0),
    }))
    .sort((left, right) => right.score - left.score);
  const [best, second] = scored;
  return best && best.score > (second?.score ?? 0) ? best.branch : undefined;
}

/** "Go to step 4" stays in the section, "go to "Only drips"" leaves it; words that send nowhere end with them. */
function followBranch(guide: Guide, section: GuideSection, branch: GuideBranch): GuideStep | undefined {
  const [, number] = /\b(?:go (?:on )?to|with|continue at) step (\d+)/i.exec(branch.then) ?? [];
  if (number !== undefined) return section.steps[Number(number) - 1];
  const [, name] = /\b(?:go (?:on )?(?:to|with)|see) ["“]([^"”]+)["”]/i.exec(branch.then) ?? [];
  if (name === undefined) return undefined;
  return guide.sections.find((candidate) => candidate.name.toLowerCase().startsWith(name.toLowerCase()))
    ?.steps[0];
}
