/** Loads a witness into the identity pane: the token is felt, not believed. */

import type { Identity } from "can-assume";
import { announce } from "./announcement.ts";
import { choose, scenario } from "./scenario.ts";

/** Puts the claims of a witness where the identity is. */
export function loadWitness({ witness, context }: Pick<Identity, "witness" | "context">): void {
  if (witness === null) return;
  const { claims } = scenario.peek();
  const lines = Object.entries(context).flatMap(([key, values]) => values.map((value) => `${key}=${value}`));
  choose({
    identity: "claims",
    claims: { name: claims.name, text: JSON.stringify(witness, null, 2) },
    ...(lines.length === 0 ? {} : { context: lines.join("\n") }),
  });
  announce("The witness is in the identity pane: see what the policy says of it.");
}
