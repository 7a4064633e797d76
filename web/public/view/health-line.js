import { byId } from './element.js';

/** Says under the message box which model and which database answer here. @param {Pick<import('../api.js').Api, 'health'>} api */
export async function showHealth(api) {
  const { model, database } = await api.health();
  const words = [model, database].map(nameOf).filter((name) => name !== '');
  if (words.length > 0) byId('health', HTMLElement).textContent = words.join(' · ');
}

/** A plain text, or the description, name or id of an object. @param {unknown} value @returns {string} */
function nameOf(value) {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  const { description, name, id } = /** @type {Record<string, unknown>} */ (value);
  return [description, name, id].find((each) => typeof each === 'string') ?? '';
}
