import type { RetrievedChunk } from '../../knowledge/retriever.js';
import { searchTerms } from '../search-terms.js';

/** What a customer may see at a step, and what follows from it. */
export interface GuideBranch {
  when: string;
  then: string;
}

/** One step of a guide. `id` is `<section>.<step>`, both counted from 1. */
export interface GuideStep {
  id: string;
  chunkId: string;
  text: string;
  branches: GuideBranch[];
}

/** A section of a guide that has steps. */
export interface GuideSection {
  name: string;
  steps: GuideStep[];
}

/** A guide as steps. `safety` is what its safety sections say, with the passage to cite. */
export interface Guide {
  sections: GuideSection[];
  safety: { chunkId: string; text: string }[];
}

const SAFETY = /\b(stop (first|at once)|safety)\b/i;
const STEP = /^(\d+)\.\s+(.+)$/;
const BRANCH = /^\s+[-*]\s+([^:]{2,100}):\s+(.+)$/;

/** Reads numbered steps and the branches under them out of a document's passages; other passages have no steps. Pure. */
export function parseGuide(chunks: readonly RetrievedChunk[]): Guide {
  const sections = new Map<string, GuideSection>();
  const safety: Guide['safety'] = [];
  for (const chunk of chunks) {
    const name = chunk.title.split(' > ').slice(1).join(' > ') || chunk.title;
    if (SAFETY.test(name)) {
      safety.push({ chunkId: chunk.id, text: chunk.text });
      continue;
    }
    if (!chunk.text.split('\n').some((line) => STEP.test(line))) continue;
    const section = sections.get(name) ?? { name, steps: [] };
    if (!sections.has(name)) sections.set(name, section);
    readSteps(chunk, section, [...sections.keys()].indexOf(name) + 1);
  }
  return { sections: [...sections.values()], safety };
}

function readSteps(chunk: RetrievedChunk, section: GuideSection, sectionNumber: number): void {
  for (const line of chunk.text.split('\n')) {
    const [, , text] = STEP.exec(line) ?? [];
    if (text !== undefined) {
      const id = `${sectionNumber}.${section.steps.length + 1}`;
      section.steps.push({ id, chunkId: chunk.id, text, branches: [] });
      continue;
    }
    const [, when, then] = BRANCH.exec(line) ?? [];
    if (when !== undefined && then !== undefined) section.steps.at(-1)?.branches.push({ when, then });
  }
}

/** The section of that very name, else those whose name shares the most words with what the customer sees; all when none does. */
export function chooseSections(guide: Guide, symptom: string): GuideSection[] {
  const exact = guide.sections.filter(({ name }) => name.toLowerCase() === symptom.trim().toLowerCase());
  if (exact.length > 0) return exact;
  const scored = guide.sections.map((section) => ({ section, score: countShared(section.name, symptom) }));
  const best = Math.max(0, ...scored.map(({ score }) => score));
  return scored.filter(({ score }) => score === best).map(({ section }) => section);
}

/** How many telling words two texts share, by their first five letters. */
export function countShared(left: string, right: string): number {
  const words = new Set(searchTerms(left).map((word) => word.slice(0, 5)));
  return new Set(
    searchTerms(right)
      .map((word) => word.slice(0, 5))
      .filter((word) => words.has(word)),
  ).size;
}
