/** Starts the page. */

import "./styles/index.css";
import { render } from "preact";
import { App } from "./app.tsx";
import { watchKeys } from "./menus/keys.ts";
import { fromFragment } from "./model/fragment.ts";
import { announce } from "./state/announcement.ts";
import { watch } from "./state/answers.ts";
import { startEngine } from "./state/engine.ts";
import { remember, remembered } from "./state/memory.ts";
import { choose } from "./state/scenario.ts";
import { watchTheme } from "./state/theme.ts";

const root = document.getElementById("app");
if (root === null) throw new Error("the page has no element `app`");

const engine = startEngine();
watchTheme();
const before = remembered();
if (before !== null) choose(before);
await openLink();
render(<App embedded={new URLSearchParams(location.search).has("embed")} />, root);
watch();
remember();
watchKeys();
addEventListener("hashchange", openLink);
await engine;

/** Opens what the address carries, if it carries anything. */
async function openLink(): Promise<void> {
  if (location.hash.length < 2) return;
  const shared = await fromFragment(location.hash);
  if (shared !== null) choose(shared);
  else announce("The link is broken or was cut off: nothing of it could be opened.");
}
