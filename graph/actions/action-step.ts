/** The steps of a customer's decision about an action, in order; between any two its process may end. */
export type ActionStep = 'claimed' | 'decided' | 'committed' | 'told-in-history' | 'saving' | 'saved';
