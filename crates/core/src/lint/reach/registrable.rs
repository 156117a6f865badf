//! An account with a fitting name is let in.

use super::super::edits;
use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::reaches::Reach;
use super::super::rule::Rule;
use super::super::subject_part::{first_wildcard, repository_part};
use crate::exposure::Level;

/// An account with a fitting name is let in.
pub(in crate::lint) struct OwnerNotAnchored;

static META: RuleMeta = RuleMeta {
    id: "owner-not-anchored",
    severity: Severity::High,
    confidence: Confidence::High,
    title: "whoever registers a fitting account name can assume the role",
    page: "\
`*` matches the rest of a longer name too: `repo:octo-org*:…` accepts `repo:octo-org-evil/any:…`, and anyone can register
`octo-org-evil`. The common attempt to accept names with and without ids at once, `repo:octo-org*/api*:…`, is this mistake.
The witness is a token of such an account, and the verifier allows it.

## What to do

End the owner with `/` (names) or `@OWNER_ID/` (ids). To accept both forms during a migration, list both in full:

```json
[\"repo:octo-org/api:ref:refs/heads/main\", \"repo:octo-org@583231/api@1296269:ref:refs/heads/main\"]
```

Source: <https://docs.github.com/en/actions/reference/security/oidc>
",
};

impl Rule for OwnerNotAnchored {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        case.reaches().iter().filter_map(|reach| of(case, reach)).collect()
    }
}

fn of(case: &PolicyCase<'_>, reach: &Reach) -> Option<Finding> {
    let identity = reach.worst(Level::Registrable)?;
    let text = reach.value.as_ref().map(|value| value.value.as_str());
    let part = text.map_or((0, 0), first_wildcard);
    let owner = text.and_then(repository_part).and_then(|_| {
        let rest = text?.strip_prefix("repo:")?;
        rest.split(['*', '?', '/', '@']).next().filter(|owner| !owner.is_empty())
    });
    let label = "also matches the rest of a longer name";
    let outsider = owner.and_then(|owner| reach.admits_other_owner(case, owner));
    let mut finding = match (owner, outsider) {
        (Some(owner), Some(witness)) => {
            let name = witness.claims.text("repository").unwrap_or_default().into_owned();
            let account = name.split('/').next().unwrap_or_default();
            let message = format!("repositories outside `{owner}` can assume this role");
            let finding = Finding::new(&META, message).note(format!("anyone can register `{account}`"));
            reach.place(case, finding.witness(witness), part, label)
        }
        _ => {
            let message =
                format!("accounts with a fitting name can assume this role: {}", identity.description);
            reach.finding(case, &META, identity, message, part, label)?
        }
    };
    if let (Some(value), Some(text)) = (&reach.value, text) {
        if let Some(anchored) = anchored(text) {
            let edit = edits::replace_value(case.policy, value, &anchored);
            finding = finding.propose("end the owner with `/`", vec![edit]);
        }
    } else {
        finding = finding.help("name the owner and the repository in full");
    }
    Some(finding)
}

/// The pattern with the names of owner and repository ended where a `*` follows them.
fn anchored(text: &str) -> Option<String> {
    let (start, end) = repository_part(text)?;
    let names = text.get(start..end)?;
    let (head, tail) = (text.get(..start)?, text.get(end..)?);
    let names = match names.split_once('*') {
        // `octo-org*/api*`: both names were meant to end there.
        Some((owner, rest)) if rest.starts_with('/') => {
            format!("{owner}{}", rest.strip_suffix('*').filter(|rest| rest.len() > 1).unwrap_or(rest))
        }
        // `octo-org*`: every repository of the owner was meant.
        Some((owner, rest)) if !owner.contains('/') && !owner.is_empty() => format!("{owner}/*{rest}"),
        _ => return None,
    };
    Some(format!("{head}{names}{tail}"))
}
