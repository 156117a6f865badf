//! Keys, a token file, role chaining or `force-skip-oidc` switch the OIDC path off.

use can_assume_iam::span::Span;

use super::{Proposals, WorkflowCase, replace_keys, replace_keys_in_words};
use crate::cause::{CauseMeta, Proposal};
use crate::diagnostic::{Edit, SourceText};

pub(crate) static META: CauseMeta = CauseMeta {
    id: "credentials-not-oidc",
    title: "the step uses other credentials, so that the job's token is not presented to STS",
    page: "\
`aws-actions/configure-aws-credentials` takes the job's token to STS only if `role-to-assume` is given and none of these
is: `aws-access-key-id`, `web-identity-token-file`, `role-chaining: true`, `force-skip-oidc: true`. Since version 4.2
variables fill inputs that are left empty, so that a `WEB_IDENTITY_TOKEN_FILE` or `ROLE_CHAINING` somewhere in `env`, or
written to `$GITHUB_ENV` by an earlier step, is enough.

The role is then assumed with `sts:AssumeRole` and the other credentials. A trust policy that allows
`sts:AssumeRoleWithWebIdentity` does not allow that, and its conditions on the token do not apply.

## What to do

Take out the input or the variable. If the role is to be assumed from another role on purpose, its trust policy has to
allow `sts:AssumeRole` and `sts:TagSession` to that role.

Source: <https://github.com/aws-actions/configure-aws-credentials/blob/main/src/index.ts>
",
};

/// Takes out the line that switches the OIDC path off, and the rest of the key where it is one.
pub(super) fn propose(case: &WorkflowCase<'_>) -> Proposals {
    let mut proposals = Proposals::default();
    if let Some(keys) = case.keys() {
        proposals.edits.extend(replace_keys(case.question, keys.place));
        proposals.helps.push(replace_keys_in_words(case.question, keys.place).text);
        return proposals;
    }
    if let Some(place) = case.place {
        let (source, span) = case.question.place(place);
        let edits = without_lines(&source, span);
        if !edits.is_empty() {
            proposals.edits.push(Proposal { title: "take out the other credentials".to_owned(), edits });
        }
    }
    proposals.helps.push("take out the input or the variable that switches the OIDC path off".to_owned());
    proposals
}

/// Edits that take out the line at `span`, and beside an access key the lines of its secret and of a session token.
fn without_lines(source: &SourceText, span: Span) -> Vec<Edit> {
    let mut offset = 0;
    let mut lines: Vec<(usize, &str)> = Vec::new();
    for line in source.text.split_inclusive('\n') {
        lines.push((offset, line));
        offset += line.len();
    }
    let name = |line: &str| line.split(':').next().unwrap_or_default().trim().to_ascii_lowercase();
    let Some(at) = lines.iter().position(|(start, line)| (*start..start + line.len()).contains(&span.start))
    else {
        return Vec::new();
    };
    let mut taken = vec![at];
    let key = lines.get(at).map(|(_, line)| name(line)).unwrap_or_default();
    if key.replace('_', "-").ends_with("access-key-id") {
        let near = at.saturating_sub(NEAR)..(at + NEAR + 1).min(lines.len());
        taken.extend(near.filter(|index| {
            let other = lines.get(*index).map(|(_, line)| name(line).replace('_', "-")).unwrap_or_default();
            other.ends_with("secret-access-key") || other.ends_with("session-token")
        }));
    }
    taken.sort_unstable();
    taken
        .into_iter()
        .filter_map(|index| lines.get(index))
        // Only a member on a line of its own can be taken out; a list's first member holds the item.
        .filter(|(_, line)| !line.trim_start().starts_with('-') && !line.replace("${{", "").contains('{'))
        .map(|(start, line)| Edit {
            source: source.clone(),
            span: Span::new(*start, start + line.len()),
            replacement: String::new(),
        })
        .collect()
}

/// How many lines away the parts of one access key are looked for.
const NEAR: usize = 4;
