import type { Context } from 'hono';
import type { StaffIdentity, StaffRole } from '../../contract/staff.js';
import { requireBearer } from '../../platform/auth/bearer.js';
import { verifyStaffToken } from '../../platform/auth/staff-token.js';
import { AppError } from '../../platform/errors.js';
import type { AppEnv } from '../../platform/http/app-env.js';

/** Who of the staff a request is from; `forbidden` when none of these roles is theirs. */
export type AuthenticateStaff = (
  c: Context<AppEnv>,
  ...roles: readonly StaffRole[]
) => Promise<StaffIdentity>;

/** Reads staff tokens signed with this secret. An admin may do whatever others may. */
export function createAuthenticateStaff(secret: string): AuthenticateStaff {
  return async (c, ...roles) => {
    const staff = await verifyStaffToken(secret, requireBearer(c.req.header('authorization')));
    if (staff.role !== 'admin' && !roles.includes(staff.role))
      throw new AppError('forbidden', `This is not for the role ${staff.role}.`);
    return staff;
  };
}
