/** What a file without front matter says of itself by its name, its folder and its age. */
export interface FileDetails {
  id: string;
  kind: 'faq' | 'guide' | 'policy';
  updated: string;
}

const KINDS = [
  ['faq', /^faqs?$/],
  ['policy', /^(?:policy|policies|terms)$/],
] as const;

/** `path` is relative to the folder that was named: `faq/Shipping & delivery.html` is the FAQ `faq-shipping-delivery`. */
export function fileDetails(path: string, modifiedAt: Date): FileDetails {
  const folders = path.toLowerCase().split(/[\\/]/).slice(0, -1);
  const kind = KINDS.find(([, name]) => folders.some((folder) => name.test(folder)))?.[0] ?? 'guide';
  const id = path
    .replace(/\.[^./\\]+$/, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(-80)
    .replace(/^-+/, '');
  return { id: id === '' ? 'document' : id, kind, updated: modifiedAt.toISOString().slice(0, 10) };
}
