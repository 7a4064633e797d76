/** What went wrong with TLS to the database, and what to do; undefined for any other error. */
export function describeTlsError(error: unknown): { told: string; todo: string } | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error ? String(error.code) : '';
  if (
    /^(SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_(VERIFY|GET)|CERT_(UNTRUSTED|SIGNATURE))/.test(
      code,
    )
  ) {
    const todo = 'name its authority in DATABASE_SSL_CA';
    return { told: `the certificate of the server is of no authority that is trusted (${code})`, todo };
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const todo = 'use a host in DATABASE_URL that the certificate names';
    return { told: `the certificate of the server is for another host (${code})`, todo };
  }
  if (/^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/.test(code)) {
    return { told: `the certificate of the server is not valid now (${code})`, todo: 'renew it' };
  }
  if (/server does not support SSL connections/.test(error.message)) {
    const todo = 'turn TLS on there, or set DATABASE_SSL=off';
    return { told: 'the server does not support TLS', todo };
  }
  return undefined;
}
