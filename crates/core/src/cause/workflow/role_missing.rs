//! No role is given.

use super::Proposals;
use crate::cause::CauseMeta;

pub(super) static META: CauseMeta = CauseMeta {
    id: "role-missing",
    title: "the step names no role to assume",
    page: "\
`aws-actions/configure-aws-credentials` takes the job's token to STS only if `role-to-assume` is given. Without it the
action looks for other credentials: keys in its inputs, then what the machine has. An expression that is empty, such as a
variable that is not set in this environment, counts as not given.

## What to do

Give the ARN of the role:

```yaml
- uses: aws-actions/configure-aws-credentials@v6
  with:
    role-to-assume: arn:aws:iam::123456789012:role/deploy
    aws-region: eu-west-1
```

Source: <https://github.com/aws-actions/configure-aws-credentials#oidc>
",
};

/// Which role is meant cannot be guessed.
pub(super) fn propose() -> Proposals {
    Proposals {
        helps: vec!["give the ARN of the role as `role-to-assume`".to_owned()],
        ..Proposals::default()
    }
}
