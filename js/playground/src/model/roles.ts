/** Which roles a policy file has, where it has several. */

import type { WhoReport } from "can-assume";

/** The names, or ARNs where several have one name, of the roles that `report` tells apart; none where there is nothing to choose. */
export function offeredRoles(report: WhoReport | null): string[] {
  const names = (report?.roles ?? []).map(({ role }) => role).filter((role) => role !== null);
  const different = [...new Set(names)];
  return different.length < 2 ? [] : different;
}
