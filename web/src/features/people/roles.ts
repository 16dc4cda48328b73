import type { Role } from '@/shared/api/client';

export const roles: readonly Role[] = [
  'officer',
  'leader',
  'custodian',
  'archivist',
  'supervisor',
  'legal_reviewer',
  'system_admin',
  'security_admin',
  'audit_admin',
];

export const isAdministrator = (role: Role): boolean => role.endsWith('_admin');

/** Protection level 3: each administrator excludes every other role. */
export function excludes(chosen: readonly Role[], role: Role): boolean {
  if (chosen.length === 0 || chosen.includes(role)) return false;
  return isAdministrator(role) || chosen.some(isAdministrator);
}
