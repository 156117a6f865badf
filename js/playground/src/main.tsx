/** Starts the page. */

import "./styles/index.css";
import { render } from "preact";
import { App } from "./app.tsx";
import { watchKeys } from "./menus/keys.ts";
import { fromFragment } from "./model/fragment.ts";
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
const shared = await fromFragment(location.hash);
if (shared !== null) choose(shared);
render(<App embedded={new URLSearchParams(location.search).has("embed")} />, root);
watch();
remember();
watchKeys();
addEventListener("hashchange", async () => {
  const next = await fromFragment(location.hash);
  if (next !== null) choose(next);
});
await engine;
