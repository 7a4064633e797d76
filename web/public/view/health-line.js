import { byId } from './element.js';

/** Says under the message box which model and which database answer here. @param {Pick<import('../api.js').Api, 'health'>} api */
export async function showHealth(api) {
  const { model, database } = await api.health();
  const words = [model, database].map((each) => shorten(nameOf(each))).filter((name) => name !== '');
  if (words.length > 0) byId('health', HTMLElement).textContent = words.join(' · ');
}

/**
 * A name without what only its operator needs: the path of an ARN, the region and the maker before a model's name, its
 * date and version after it, and what stands in brackets.
 * @param {string} name
 */
function shorten(name) {
  const model = name.slice(name.lastIndexOf('/') + 1).replace(/^(?:[a-z-]+\.)+/, '');
  const short = model.replace(/(?:-\d{8})?(?:-v\d+(?::\d+)?)?$/, '').replace(/ *\([^)]*\)/g, '');
  return short === 'local' ? 'local model' : short;
}

/** A plain text, or the description, name or id of an object. @param {unknown} value @returns {string} */
function nameOf(value) {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  const { description, name, id } = /** @type {Record<string, unknown>} */ (value);
  return [description, name, id].find((each) => typeof each === 'string') ?? '';
}
