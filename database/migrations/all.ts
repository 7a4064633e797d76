import { extensionsAndRoles } from './0001-extensions-and-roles.js';
import { customers } from './0002-customers.js';
import { catalog } from './0003-catalog.js';
import { orders } from './0004-orders.js';
import { support } from './0005-support.js';
import { conversations } from './0006-conversations.js';
import { rowLevelSecurity } from './0007-row-level-security.js';
import { grants } from './0008-grants.js';
import { knowledgeIndex } from './0009-knowledge-index.js';
import { productVectors } from './0010-product-vectors.js';
import { knowledgeRelatedProducts } from './0011-knowledge-related-products.js';
import { actions } from './0012-actions.js';
import { verification } from './0013-verification.js';
import { staff } from './0014-staff.js';
import { orderRules } from './0015-order-rules.js';
import { erase } from './0016-erase.js';
import { turns } from './0017-turns.js';
import { rateLimits } from './0019-rate-limits.js';
import { longItemIds } from './0020-long-item-ids.js';
import { productWords } from './0022-product-words.js';
import { chunkHashes } from './0023-chunk-hashes.js';
import { modelSpend } from './0024-model-spend.js';
import { gapReports } from './0025-gap-reports.js';
import { rankedPostings } from './0026-ranked-postings.js';
import { turnFeedback } from './0027-turn-feedback.js';
import { withdrawnProposals } from './0028-withdrawn-proposals.js';
import { productVectorCache } from './0029-product-vector-cache.js';
import type { Migration } from './migration.js';

/** Every migration, oldest first. */
export const MIGRATIONS: readonly Migration[] = [
  extensionsAndRoles,
  customers,
  catalog,
  orders,
  support,
  conversations,
  rowLevelSecurity,
  grants,
  knowledgeIndex,
  productVectors,
  knowledgeRelatedProducts,
  actions,
  verification,
  staff,
  orderRules,
  erase,
  turns,
  rateLimits,
  longItemIds,
  productWords,
  chunkHashes,
  modelSpend,
  gapReports,
  rankedPostings,
  turnFeedback,
  withdrawnProposals,
  productVectorCache,
];
