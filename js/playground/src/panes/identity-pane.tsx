/** Who asks for the role. */

import { isCalled } from "../model/files.ts";
import { isToken } from "../model/jwt.ts";
import type { IdentityKind } from "../model/scenario.ts";
import { takeFile } from "../state/files.ts";
import { choose, scenario } from "../state/scenario.ts";
import { paste, pasteKeys } from "../state/token.ts";
import { Tabs } from "../ui/tabs.tsx";
import { ClaimsPanel } from "./claims-panel.tsx";
import { FileButton } from "./file-button.tsx";
import { JobPanel } from "./job-panel.tsx";
import { JwtPanel } from "./jwt-panel.tsx";
import { Pane } from "./pane.tsx";
import { RequestPanel } from "./request-panel.tsx";
import { WorkflowPanel } from "./workflow-panel.tsx";

const TABS: readonly { readonly id: IdentityKind; readonly title: string }[] = [
  { id: "claims", title: "Claims" },
  { id: "jwt", title: "JWT" },
  { id: "job", title: "Job" },
  { id: "workflow", title: "Workflow" },
  { id: "request", title: "Request" },
];

/** The pane. */
export function IdentityPane() {
  const { identity } = scenario.value;
  return (
    <Pane title="Identity" class="identity-pane" onFile={take}>
      <Tabs
        label="Identity"
        tabs={TABS}
        open={identity}
        onOpen={(id) => choose({ identity: id })}
        after={
          <div class="tools">
            <FileButton
              label="Open a file with claims, a token, keys, a workflow or a request"
              several
              onFile={take}
            />
          </div>
        }
      >
        <Panel of={identity} />
      </Tabs>
    </Pane>
  );
}

function Panel({ of }: { readonly of: IdentityKind }) {
  switch (of) {
    case "claims":
      return <ClaimsPanel />;
    case "jwt":
      return <JwtPanel />;
    case "job":
      return <JobPanel />;
    case "workflow":
      return <WorkflowPanel />;
    case "request":
      return <RequestPanel />;
  }
}

/** Puts a file where it belongs: a token, its issuer’s keys, a workflow, a request or claims. */
function take(name: string, text: string): void {
  if (isToken(text)) {
    choose({ identity: "jwt" });
    paste(text, name);
  } else if (/"keys"\s*:\s*\[/.test(text) && /"kty"\s*:/.test(text)) {
    choose({ identity: "jwt" });
    pasteKeys({ name, text });
  } else if (/\.ya?ml$/i.test(name) && isCalled(name, text)) {
    choose({ identity: "workflow" });
    takeFile(name, text);
  } else if (/\.ya?ml$/i.test(name)) {
    choose({ identity: "workflow", workflow: { name: `.github/workflows/${name}`, text } });
  } else if (/"principal"\s*:/.test(text) && /"action"\s*:/.test(text)) {
    choose({ identity: "request", request: { name, text } });
  } else {
    choose({ identity: "claims", claims: { name, text } });
  }
}
