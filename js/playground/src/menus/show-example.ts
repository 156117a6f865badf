/** Loads an example into the page. */

import catalogue from "virtual:examples";
import { load } from "../model/example.ts";
import { selected } from "../state/answers.ts";
import { choose } from "../state/scenario.ts";
import { forget, jwks, paste } from "../state/token.ts";

/** The examples of the repository. */
export { default as catalogue } from "virtual:examples";

/** Loads the example `id`; false when there is none. */
export function showExample(id: string): boolean {
  const example = catalogue.examples.find((each) => each.id === id);
  if (example === undefined) return false;
  const { scenario, token } = load(example, catalogue);
  selected.value = 0;
  forget();
  jwks.value = { name: token?.jwks?.name ?? "jwks.json", text: token?.jwks?.text ?? "" };
  choose(scenario);
  if (token !== null) paste(token.text.text, token.text.name);
  return true;
}
