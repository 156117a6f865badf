/** The keys of the page. */

import { Modal } from "../ui/modal.tsx";
import { helpOpen } from "./cause-page.ts";
import { KEYS, letterKeys, setLetterKeys } from "./keys.ts";

/** The list. */
export function HelpModal() {
  if (!helpOpen.value) return null;
  return (
    <Modal
      title="Keys"
      onClose={() => {
        helpOpen.value = false;
      }}
    >
      <dl class="keys-list">
        {KEYS.map(({ keys, about }) => (
          <div key={about}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{about}</dd>
          </div>
        ))}
      </dl>
      <label class="check">
        <input
          type="checkbox"
          checked={letterKeys.value}
          onChange={(event) => setLetterKeys(event.currentTarget.checked)}
        />
        <span>Single letters are keys</span>
      </label>
    </Modal>
  );
}
