import { z } from 'zod';
import { Id } from './ids.js';

/** What a member of the staff may do: agents talk to customers, approvers decide about money too, admins do both and step in for others. */
export const StaffRole = z.enum(['agent', 'approver', 'admin']);
export type StaffRole = z.infer<typeof StaffRole>;

/** A member of the staff, as a verified staff token names them. */
export const StaffIdentity = z.object({ staffId: Id, role: StaffRole });
export type StaffIdentity = z.infer<typeof StaffIdentity>;
