import { z } from 'zod';
import { Id } from '../../contract/ids.js';
import { type StaffIdentity, StaffRole } from '../../contract/staff.js';
import { signToken, type TokenKind, verifyToken } from './signed-token.js';

const KIND: TokenKind = {
  type: 'switchboard-staff+jwt',
  issuer: 'switchboard-staff-login',
  audience: 'switchboard-inbox',
};
const Claims = z.object({ sub: Id, role: StaffRole });

/** The token with which a member of the staff works in the inbox. It has a secret of its own, which no customer login knows. */
export function signStaffToken(
  secret: string,
  { staffId, role, expiresInSeconds }: StaffIdentity & { expiresInSeconds: number },
): Promise<string> {
  return signToken(secret, KIND, { sub: staffId, role }, expiresInSeconds);
}

/** Whose a staff token is; `unauthenticated`, in the same words, for any fault, a customer's token among them. */
export async function verifyStaffToken(secret: string, token: string): Promise<StaffIdentity> {
  const { sub, role } = await verifyToken(secret, KIND, token, Claims);
  return { staffId: sub, role };
}
