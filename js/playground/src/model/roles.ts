/** Which roles a policy file has, where it has several. */

import type { Diagnostic } from "can-assume";

/** The names that the engine offers when no role was chosen; none where there was nothing to choose. */
export function offeredRoles(errors: readonly Diagnostic[]): string[] {
  const offer = errors
    .flatMap((error) => error.helps)
    .find((help) => help.text.startsWith("pass `--role` with one of "));
  return offer === undefined
    ? []
    : [...offer.text.matchAll(/`([^`]+)`/g)].slice(1).map(([, name = ""]) => name);
}
