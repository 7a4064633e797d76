import type { commonUtterances } from '../playbook/common-utterances.js';
import type { orderManagementUtterances } from './utterances.js';

/** What a request to the order agent can be about. */
export type OrderIntent = keyof typeof orderManagementUtterances | keyof typeof commonUtterances;
