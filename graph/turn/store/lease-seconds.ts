/** How long a session stays with a holder that no longer renews, in seconds. */
export const LEASE_SECONDS = 6;
