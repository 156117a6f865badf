/** What people do on the page. */

import type { Page } from "playwright-core";

/** Loads the example `id` through the menu, and waits for its answer. */
export async function choose(page: Page, id: string): Promise<void> {
  await page.click("#examples");
  await page.click(`[data-example="${id}"]`);
  await settled(page);
}

/** Waits until nothing is being worked on. */
export async function settled(page: Page): Promise<void> {
  const quiet = () =>
    document.querySelector('.verdict[data-stale="true"]:not(:has(.problem))') === null &&
    document.querySelector('[aria-busy="true"]') === null;
  // The exact analysis of some policies takes seconds in a worker, on a machine that does other things as well.
  const wait = () => page.waitForFunction(quiet, undefined, { timeout: 40_000 });
  await wait();
  // What takes but a moment is not announced.
  await page.waitForTimeout(50);
  await wait();
}

/** Replaces the text of the editor called `label`, by pasting. */
export async function write(page: Page, label: string, text: string): Promise<void> {
  const editor = page.getByRole("textbox", { name: label, exact: true });
  await editor.click();
  await page.keyboard.press("ControlOrMeta+a");
  await editor.evaluate((content, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    content.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

/** The text of the editor called `label`; of a long one, the lines that are drawn. */
export async function read(page: Page, label: string): Promise<string> {
  const lines = page.getByRole("textbox", { name: label, exact: true }).locator(".cm-line");
  return (await lines.allTextContents()).join("\n");
}

/** `allowed`, `implicitDeny`, `explicitDeny`, `undetermined`, or nothing. */
export async function decision(page: Page): Promise<string> {
  return (await page.getAttribute(".verdict", "data-decision")) ?? "";
}

/** The answer as the command line prints it. */
export async function plain(page: Page): Promise<string> {
  return (await page.textContent(".plain")) ?? "";
}
