import { byId } from './element.js';

/** Asks before a conversation is deleted; Escape keeps it. @param {{ title: string }} session @returns {Promise<boolean>} */
export function confirmDelete({ title }) {
  const dialog = byId('delete-dialog', HTMLDialogElement);
  byId('delete-words', HTMLElement).textContent =
    `“${title || 'Untitled'}” and its messages will be gone for good.`;
  dialog.returnValue = 'keep';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'delete'), { once: true });
  });
}
