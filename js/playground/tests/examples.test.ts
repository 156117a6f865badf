/** Every example of the repository: the page answers with the words that the command line prints, and asks nobody. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { check } from "can-assume";
import { readExamples } from "../build/catalogue.ts";
import { EXAMPLES } from "../build/plugins.ts";
import { load } from "../src/model/example.ts";
import { repositoryInput, surroundings } from "../src/model/inputs.ts";
import { choose, decision, plain } from "./harness/actions.ts";
import { type Opened, type Site, start } from "./harness/browser.ts";

const { catalogue, told } = readExamples(EXAMPLES);

/** What is said, without the pieces of files that are drawn to it: those are cut to the width of a terminal. */
function sentences(text: string): string {
  const lines = text.split("\n").map((line) => line.trimEnd());
  return lines.filter((line) => !/^ *(\d+ *)?([|~+-]|\.\.\.$)/.test(line)).join("\n");
}

let site: Site;
let opened: Opened;

before(async () => {
  site = await start();
  opened = await site.open();
});

after(() => site.stop());

test("there are examples of every kind", () => {
  assert.ok(told.length > 90, `${told.length} examples`);
});

for (const example of told.filter(({ group }) => group !== "Workflows")) {
  test(`${example.id}: ${example.output.split("\n")[0]}`, async () => {
    const { page } = opened;
    await choose(page, example.id);
    if (example.options.policy === "empty.json") {
      assert.match((await page.textContent(".verdict")) ?? "", /Paste a trust policy/);
      return;
    }
    assert.equal(sentences(await plain(page)), sentences(example.output));
    if (example.exit !== 2) {
      const word = (await page.textContent(".verdict-word")) ?? "";
      assert.ok(word !== "" && example.output.startsWith(word.toUpperCase()), word);
    }
  });
}

for (const example of told.filter(({ group }) => group === "Workflows")) {
  test(`${example.id}: the verdicts of the engine, one cell each`, async () => {
    const { page } = opened;
    const { scenario } = load(example, catalogue);
    const output = check({
      ...surroundings(scenario),
      ...repositoryInput(scenario),
      workflow: scenario.workflow,
      formats: ["plain"],
    });
    assert.ok(output.report !== null && "results" in output.report);
    await choose(page, example.id);
    assert.equal(await plain(page), output.texts.plain);
    assert.equal(await page.locator("button.cell").count(), output.report.results.length);
    for (const [at, result] of output.report.results.entries()) {
      await page.locator("button.cell").nth(at).waitFor();
      const cell = page.getByRole("button", { name: `${result.job}, ${result.trigger}: `, exact: false });
      await cell.first().click();
    }
    if (output.report.results.length > 0) assert.notEqual(await decision(page), "");
  });
}

test("after all of that: no request, no violation of the policy, nothing in the console", () => {
  assert.deepEqual(opened.requests, []);
  assert.deepEqual(opened.complaints, []);
});
