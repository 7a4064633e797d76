import { z } from 'zod';
import type { PostalAddress } from '../../database/schema.js';
import { canonicalJson } from '../actions/canonical-json.js';
import { refuse, type WriteScope } from '../actions/write-plan.js';
import { defineWriteTool } from '../actions/write-tool.js';
import { ADDRESS_INPUT, addressOrigin, toAddress } from '../orders/address-input.js';
import { sayAddress } from '../orders/changes/say-change.js';
import { findSavedAddresses, type SavedAddress } from '../orders/saved-address-store.js';
import { insertAddress, replaceAddress } from './address-store.js';
import { findProfile } from './profile-store.js';

const FALLBACK_LABEL = 'Home';

/** Replaces or adds an address of the account. `data` is a `ProposedView`; it needs a one-time code. */
export const updateAddress = defineWriteTool({
  name: 'update_address',
  description:
    "Propose to replace an address of the customer's account (the default one, or the one with a label) or to add one under a new label. Open orders keep their own address. Nothing happens before the customer confirms.",
  kind: 'write',
  input: z.object({
    label: z
      .string()
      .trim()
      .min(1)
      .max(40)
      .optional()
      .describe('Such as "Home" or "Work", only when the customer names one.'),
    address: ADDRESS_INPUT,
  }),
  origins: ({ address }) => addressOrigin(address),
  async plan({ label, address: typed }, scope) {
    const { transaction, customerId, lock } = scope;
    const saved = await findSavedAddresses(transaction, { customerId, lock });
    const old = chooseSaved(saved, label);
    const address = toAddress(typed, old?.address ?? saved[0]?.address ?? (await newcomer(scope)));
    if (old !== undefined && canonicalJson(old.address) === canonicalJson(address)) {
      return refuse('same-address', `"${old.label}" is this address already.`);
    }
    const name = old?.label ?? label ?? FALLBACK_LABEL;
    return {
      ok: true,
      terms: { replaces: old?.id ?? null, label: name, address },
      subjects: [name.toLowerCase()],
      summary: {
        title: old === undefined ? `Add the address "${name}"` : `Change the address "${name}"`,
        lines: [
          ...(old === undefined ? [] : [`Now: ${sayAddress(old.address)}`]),
          `New: ${sayAddress(address)}`,
          'Orders that were placed already keep their address.',
        ],
      },
      approval: 'customer',
      level: 'step-up',
      effect: { old, label: name, address, isDefault: saved.length === 0 },
    };
  },
  async apply({ old, label, address, isDefault }, { transaction, customerId, proposalId }) {
    if (old === undefined) {
      const id = `A-${proposalId.slice(0, 24)}`;
      await insertAddress(transaction, { id, customerId, label, address, isDefault });
    } else {
      await replaceAddress(transaction, { id: old.id, address });
    }
    return {
      text: `Your address "${label}" is now ${sayAddress(address)}. Orders that were placed already keep theirs.`,
    };
  },
});

function chooseSaved(saved: readonly SavedAddress[], label: string | undefined): SavedAddress | undefined {
  if (label === undefined) return saved[0];
  return saved.find((each) => each.label.toLowerCase() === label.toLowerCase());
}

async function newcomer(scope: WriteScope): Promise<Pick<PostalAddress, 'recipient' | 'country'>> {
  const profile = await findProfile(scope.transaction, scope.customerId);
  return { recipient: `${profile?.firstName ?? ''} ${profile?.lastName ?? ''}`.trim(), country: 'US' };
}
