import { z } from 'zod';
import { Identity } from '../../contract/identity.js';
import { Id } from '../../contract/ids.js';
import { signToken, type TokenKind, verifyToken } from './signed-token.js';

/** Who an agent works for, and in which session and turn. */
export interface SessionGrant {
  identity: Identity;
  sessionId: Id;
  turnId: Id;
}

const Claims = z.object({ identity: Identity, sid: Id, tid: Id });

function kindFor(audience: string): TokenKind {
  return { type: 'switchboard-session+jwt', issuer: 'switchboard-supervisor', audience };
}

/** The token that the supervisor sends to one agent with a request; no other agent takes it. */
export function signSessionToken(
  secret: string,
  grant: SessionGrant & { audience: string; expiresInSeconds: number },
): Promise<string> {
  const claims = { identity: grant.identity, sid: grant.sessionId, tid: grant.turnId };
  return signToken(secret, kindFor(grant.audience), claims, grant.expiresInSeconds);
}

/** What a session token grants the agent with this id; `unauthenticated`, in the same words, for any fault. */
export async function verifySessionToken(
  secret: string,
  token: string,
  audience: string,
): Promise<SessionGrant> {
  const { identity, sid, tid } = await verifyToken(secret, kindFor(audience), token, Claims);
  return { identity, sessionId: sid, turnId: tid };
}
