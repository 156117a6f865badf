/** A request of any other kind: another account, a service, SAML, EKS and so on. */

import { Editor } from "../editor/editor.tsx";
import { problems, verdict } from "../state/answers.ts";
import { scenario, type } from "../state/scenario.ts";
import { marksFor } from "./shown.ts";

/** The editor of the request. */
export function RequestPanel() {
  const { request } = scenario.value;
  return (
    <Editor
      label="Request"
      document="request"
      name={request.name}
      text={request.text}
      diagnostics={marksFor(
        request.text,
        verdict.value?.scenario.request.text,
        verdict.value,
        problems.value,
      )}
      hint={'{"action": "sts:AssumeRole", "principal": "ec2.amazonaws.com", "context": {}}'}
      onText={(text) => type("request", text)}
    />
  );
}
