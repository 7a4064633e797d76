import type { ApprovalView, HandoffPackage } from '../../contract/inbox.js';
import { CONTACT_PROPOSAL, RETURN_PROPOSAL } from './samples.js';

const AT = '2026-11-20T08:00:00.000Z';

/** A dear return that its customer has confirmed. */
export const RETURN_APPROVAL: ApprovalView = {
  ...RETURN_PROPOSAL,
  turnId: 't2',
  status: 'waiting-for-staff',
  sessionId: 's1',
  customerId: 'C1001',
};

/** A conversation in which the bot did not get any further. */
export const VACUUM_HANDOFF: HandoffPackage = {
  id: 'h1',
  sessionId: 's2',
  customerId: 'C1002',
  reason: 'missing-knowledge',
  summary: 'The robot vacuum does not charge; contacts and dock were checked.',
  state: 'queued',
  createdAt: AT,
  facts: [{ kind: 'product', id: 'robot-vacuum', label: 'Tarn robot vacuum R2', agent: 'troubleshooting' }],
  tried: ['Wiped the charging contacts', 'Another wall socket'],
  proposals: [{ ...CONTACT_PROPOSAL, turnId: 't1', status: 'offered' }],
  transcript: [
    { id: 'm1', role: 'customer', text: 'It still does *not* charge.', createdAt: AT, turnId: 't1' },
    {
      id: 'm2',
      role: 'assistant',
      text: 'Then I will get a **colleague** for you.',
      createdAt: AT,
      turnId: 't1',
    },
  ],
  details: {},
};
