/** The version of the words that services exchange; every response carries it in the `X-Contract-Version` header. */
export const CONTRACT_VERSION = '1';

/** The header that carries {@link CONTRACT_VERSION}, on requests and on responses. */
export const CONTRACT_VERSION_HEADER = 'X-Contract-Version';
