/** The trust policy, and what stands around it in the account. */

import { signal } from "@preact/signals";
import { isBlank } from "../model/inputs.ts";
import { clear, roles } from "../state/answers.ts";
import { choose, open, pin, scenario } from "../state/scenario.ts";
import { Icon } from "../ui/icon.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { AccountPanel, accountCount } from "./account-panel.tsx";
import { FileButton } from "./file-button.tsx";
import { formatted } from "./format.ts";
import { Pane } from "./pane.tsx";
import { RoleChooser } from "./role-chooser.tsx";
import { TextEditor } from "./text-editor.tsx";
import { Tool } from "./tool.tsx";

/** Which tab of the pane is open. */
const tab = signal<"policy" | "account">("policy");

/** The pane. */
export function PolicyPane() {
  const { policy, before } = scenario.value;
  const count = accountCount(scenario.value);
  const onFile = (name: string, text: string) => open("policy", name, text);
  return (
    <Pane title="Role trust policy" class="policy-pane" onFile={onFile}>
      <Tabs
        label="Policy"
        tabs={[
          { id: "policy", title: "Role trust policy" },
          { id: "account", title: "Account", ...(count > 0 ? { badge: `${count}` } : {}) },
        ]}
        open={tab.value}
        onOpen={(id) => {
          tab.value = id;
        }}
        after={
          <div class="tools">
            <RoleChooser roles={roles.value} />
            <button
              type="button"
              class="button quiet small"
              aria-pressed={before !== null}
              disabled={before === null && isBlank(policy)}
              title="Keep this policy and compare later ones with it"
              onClick={() => pin(before === null)}
            >
              <Icon name="pin" size={14} />
              <span class="button-text">{before === null ? "Pin" : "Pinned"}</span>
            </button>
            <FileButton label="Open a policy file" onFile={onFile} />
            <Tool
              label="Format the JSON"
              icon="format"
              disabled={formatted(policy.text) === null}
              onClick={() => choose({ policy: { ...policy, text: formatted(policy.text) ?? policy.text } })}
            />
            <Tool label="Empty the page" icon="clear" disabled={isBlank(policy)} onClick={clear} />
          </div>
        }
      >
        {tab.value === "policy" ? (
          <TextEditor
            field="policy"
            label="Role trust policy"
            document="policy"
            hint="Paste a trust policy, or what “aws iam get-role” prints. Or choose an example above."
            linted
          />
        ) : (
          <AccountPanel />
        )}
      </Tabs>
    </Pane>
  );
}
