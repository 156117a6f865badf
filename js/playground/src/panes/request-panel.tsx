/** A request of any other kind: another account, a service, SAML, EKS and so on. */

import { TextEditor } from "./text-editor.tsx";

const HINT = '{"action": "sts:AssumeRole", "principal": "ec2.amazonaws.com", "context": {}}';

/** The editor of the request. */
export function RequestPanel() {
  return <TextEditor field="request" label="Request" document="request" hint={HINT} />;
}
