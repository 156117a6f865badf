/** Beside any verdict: that the role is open to people whom nobody chose. */

import { rung } from "../model/ladder.ts";
import { shownRole } from "../state/answers.ts";
import { Icon } from "../ui/icon.tsx";

/** The warning, which leads to the ladder; nothing where the role is not exposed. */
export function Exposed() {
  const role = shownRole.value;
  if (role === null || rung(role.exposure).tone !== "bad") return null;
  const show = () => document.querySelector(".who")?.scrollIntoView({ block: "start" });
  return (
    <li>
      <button type="button" class="chip bad exposed" onClick={show}>
        <Icon name="warning" size={12} /> exposed: {rung(role.exposure).who} gets in
      </button>
    </li>
  );
}
