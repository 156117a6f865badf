/** Which page of a cause is open. */

import { signal } from "@preact/signals";

/** The id of the cause; empty for the list of all, null when none is open. */
export const causePage = signal<string | null>(null);

/** Whether the list of the keys is open. */
export const helpOpen = signal(false);

/** Whether the explanation of the promise is open. */
export const promiseOpen = signal(false);
