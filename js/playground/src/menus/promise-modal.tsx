/** How to check that nothing leaves the page. */

import { Modal } from "../ui/modal.tsx";
import { promiseOpen } from "./cause-page.ts";

/** The explanation. */
export function PromiseModal() {
  if (!promiseOpen.value) return null;
  return (
    <Modal
      title="Nothing leaves this page"
      onClose={() => {
        promiseOpen.value = false;
      }}
    >
      <p>
        The page is a few static files. Its content security policy, in a <code>meta</code> element at the top
        of the page, says <code>connect-src 'none'</code>: your browser refuses every connection that the page
        would make, whatever its scripts try. The engine is WebAssembly inside the scripts, and its worker is
        bound by the same policy.
      </p>
      <p>To check it, open the developer tools:</p>
      <ul>
        <li>
          In the console, <code>fetch("https://example.org")</code> is refused.
        </li>
        <li>In the network panel, nothing happens after the page was loaded, whatever you type.</li>
        <li>Or go offline: everything works on.</li>
      </ul>
      <p>
        What the policy does not stop is a navigation: links that you follow. A share link carries the texts
        in its fragment, which browsers do not send to the host. A token is in no link and no storage; your
        texts, without tokens, survive a reload of this tab in its session storage.
      </p>
    </Modal>
  );
}
