/** Chooses a role of a policy file that has several. */

import { useEffect } from "preact/hooks";
import { choose, scenario } from "../state/scenario.ts";

/** The choice; nothing where there is none. The first role is chosen until somebody chooses another. */
export function RoleChooser({ roles }: { readonly roles: readonly string[] }) {
  const { role } = scenario.value;
  const [first] = roles;
  useEffect(() => {
    if (roles.length > 1 && role === null && first !== undefined) choose({ role: first });
  }, [first, role]);
  const offered = role !== null && !roles.includes(role) ? [role, ...roles] : roles;
  if (offered.length < 2) return null;
  return (
    <label class="inline-field">
      <span>Role</span>
      <select
        aria-label="Role"
        value={role ?? ""}
        onChange={(event) => choose({ role: event.currentTarget.value })}
      >
        {offered.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
