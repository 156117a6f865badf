//! The workflow carries a long-lived access key.

use can_assume_github::workflow::Finding;

use crate::cause::CauseMeta;
use crate::diagnostic::Help;
use crate::workflow::WorkflowQuestion;

pub(super) static META: CauseMeta = CauseMeta {
    id: "long-lived-keys",
    title: "the workflow carries a long-lived access key where a role could be assumed",
    page: "\
An access key in a repository's secrets does not expire, works from anywhere, and is shown to every step of every job that
names it. A role that is assumed with the job's token needs no secret: the credentials end with the job, and the role's
trust policy says which workflow may have them.

## What to do

Create a role whose trust policy names this repository, and replace the keys:

```yaml
permissions:
  id-token: write
  contents: read
steps:
  - uses: aws-actions/configure-aws-credentials@v6
    with:
      role-to-assume: arn:aws:iam::123456789012:role/deploy
      aws-region: eu-west-1
```

Then delete the key in IAM, not only the secret.

Source: <https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws>
",
};

/// What to write in the place of the keys: a role that is assumed with the job's token.
pub(crate) fn replace_keys(question: &WorkflowQuestion<'_>, finding: &Finding) -> Help {
    let (_, line, _) = question.prediction.line_column(finding.place).unwrap_or_default();
    Help {
        text: format!(
            "assume a role instead of the keys on line {line}: `role-to-assume: arn:aws:iam::ACCOUNT:role/NAME`, with `id-token: write`; then delete the key in IAM"
        ),
        edits: Vec::new(),
    }
}
