/** Chooses a role of a policy file that has several. */

import { useEffect } from "preact/hooks";
import { choose, scenario } from "../state/scenario.ts";

/** The choice; nothing where there is none. The first role is chosen until somebody chooses another. */
export function RoleChooser({ roles }: { readonly roles: readonly (string | null)[] }) {
  const names = roles.filter((role) => role !== null);
  const { role } = scenario.value;
  const [first] = names;
  useEffect(() => {
    if (names.length > 1 && role === null && first !== undefined) choose({ role: first });
  }, [first, role]);
  const offered = role !== null && !names.includes(role) ? [role, ...names] : names;
  if (offered.length < 2) return null;
  return (
    <label class="inline-field">
      <span>Role</span>
      <select value={role ?? ""} onChange={(event) => choose({ role: event.currentTarget.value })}>
        {offered.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
