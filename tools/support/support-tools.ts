import type { Tool } from '../tool.js';
import { advanceDiagnosis } from './advance-diagnosis.js';
import { checkWarranty } from './check-warranty.js';
import { getDocument } from './get-document.js';
import { getTicket } from './get-ticket.js';
import { openTicket } from './open-ticket.js';
import { searchKnowledge } from './search-knowledge.js';
import { startDiagnosis } from './start-diagnosis.js';
import { transferToHuman } from './transfer-to-human.js';

/** What can be done about problems: knowledge, warranty, cases, and a person. */
export const supportTools: readonly Tool[] = [
  searchKnowledge,
  getDocument,
  startDiagnosis,
  advanceDiagnosis,
  checkWarranty,
  getTicket,
  openTicket,
  transferToHuman,
];
