//! The workflow carries a long-lived access key.

use can_assume_github::workflow::{KeyCarrier, Place};

use super::replace_keys::replace_keys;
use crate::cause::{CauseMeta, Proposal};
use crate::diagnostic::Help;
use crate::question::WorkflowQuestion;

pub(crate) static META: CauseMeta = CauseMeta {
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

Where it is known which role is meant, `can-assume fix --workflow FILE --policy FILE --role ARN --write` makes these edits.
Then delete the key in IAM, not only the secret.

Source: <https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws>
",
};

/// What to write in the place of the keys at `place`: a role that is assumed with the job's token, where it is known which
/// role is meant.
pub(crate) fn propose(question: &WorkflowQuestion<'_>, place: Place) -> Option<Proposal> {
    let keys = question.prediction.keys.iter().find(|keys| keys.place == place)?;
    let (source, _) = question.place(place);
    if keys.carrier == KeyCarrier::InputsWithRole {
        let edits = replace_keys(&source, keys, "")?;
        return Some(Proposal {
            title: "take out the key, with which the role is assumed".to_owned(),
            edits,
        });
    }
    let role = only_role(question)?;
    let edits = replace_keys(&source, keys, &role)?;
    Some(Proposal { title: format!("assume the role `{role}` in the place of the long-lived key"), edits })
}

/// What to do where no edit can be proposed.
pub(crate) fn in_words(question: &WorkflowQuestion<'_>, place: Place) -> Help {
    let (_, line, _) = question.prediction.line_column(place).unwrap_or_default();
    Help {
        text: format!(
            "assume a role instead of the keys on line {line}: `role-to-assume: arn:aws:iam::ACCOUNT:role/NAME`, with `id-token: write`; then delete the key in IAM"
        ),
        edits: Vec::new(),
    }
}

/// The ARN of the role that is meant: of the one role whose policy is given, else of the one that the facts name, else
/// of the one that other steps assume.
fn only_role(question: &WorkflowQuestion<'_>) -> Option<String> {
    let given: Vec<&str> = question.policies.iter().filter_map(|policy| policy.role.arn.as_deref()).collect();
    let named = || question.facts.roles.keys().map(String::as_str).filter(|name| name.starts_with("arn:"));
    let steps = || {
        let all = question.prediction.candidates().flat_map(|candidate| &candidate.steps);
        all.filter_map(|step| step.role.as_ref()?.value.exact()).filter(|role| role.starts_with("arn:"))
    };
    if question.policies.len() > 1 || !given.is_empty() {
        return only(given.into_iter());
    }
    if named().next().is_some() { only(named()) } else { only(steps()) }
}

/// The one value, however often it comes.
fn only<'a>(mut all: impl Iterator<Item = &'a str>) -> Option<String> {
    let first = all.next()?;
    all.all(|other| other == first).then(|| first.to_owned())
}
