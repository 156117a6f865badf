//! What `aws-actions/configure-aws-credentials` says itself.
//!
//! Source: <https://github.com/aws-actions/configure-aws-credentials/tree/main/src>

use super::{Generation, Speaker, Stage, Weight, Wording};

/// Why the action does not even try the job's token.
const NOT_OIDC: &[&str] = &[
    "token-permission-missing",
    "token-fork",
    "token-caller-permission",
    "credentials-not-oidc",
    "role-not-arn",
];

pub(super) const WORDINGS: &[Wording] = &[
    action(
        "perhaps-permission",
        "It looks like you might be trying to authenticate with OIDC",
        Stage::Token,
        "the action was given a role and found no way to ask for a token: `id-token: write` is not in effect for the job",
        &["token-permission-missing", "token-fork", "token-caller-permission"],
    ),
    action(
        "role-name",
        "Source Account ID is needed if the Role Name is provided and not the Role Arn",
        Stage::Request,
        "`role-to-assume` is a name; with the job's token it has to be a whole ARN",
        &["role-not-arn"],
    ),
    action(
        "force-skip-oidc",
        "If 'force-skip-oidc' is true and 'role-to-assume' is set",
        Stage::Request,
        "`force-skip-oidc` forbids the job's token, and there are no other credentials",
        &["credentials-not-oidc"],
    ),
    action(
        "token-file-missing",
        "Web identity token file does not exist: {file}",
        Stage::Token,
        "the action was told to take the token from a file that is not there",
        &["credentials-not-oidc"],
    ),
    action(
        "token-file-unreadable",
        "Could not read web identity token file: {reason}",
        Stage::Token,
        "the action was told to take the token from a file that it could not read",
        &["credentials-not-oidc"],
    ),
    action(
        "key-without-secret",
        "'aws-secret-access-key' must be provided if 'aws-access-key-id' is provided",
        Stage::Request,
        "`aws-access-key-id` is set, so that the action does not use the job's token, but its secret is empty",
        &["credentials-not-oidc"],
    ),
    action(
        "other-key-loaded",
        "Credentials loaded by the SDK do not match the access key ID configured by the action",
        Stage::Request,
        "the runner has other credentials, which come before those the action was given",
        &["credentials-not-oidc"],
    ),
    action(
        "wrong-account",
        "The account ID of the provided credentials ({account}) does not match any of the expected account IDs: {allowed}",
        Stage::Request,
        "STS gave the credentials, but their account is not among `allowed-account-ids`",
        &["account-not-allowed"],
    ),
    action(
        "wrong-account-later",
        "Account ID {account} is not in the list of expected account IDs",
        Stage::Request,
        "STS gave the credentials, but their account is not among `allowed-account-ids`",
        &["account-not-allowed"],
    ),
    action(
        "region",
        "Region is not valid: {region}",
        Stage::Request,
        "`aws-region` is not the name of a region",
        &["region-input"],
    ),
    action(
        "region-missing",
        "Input required and not supplied: aws-region",
        Stage::Request,
        "`aws-region` is not set, or the variable it is taken from is empty",
        &["region-input"],
    ),
    action(
        "not-in-actions",
        "Missing required environment variables. Are you running in GitHub Actions?",
        Stage::Request,
        "the action lacks the environment of a GitHub runner",
        &["credentials-not-oidc"],
    ),
    frame(
        "token-call-failed",
        "getIDToken call failed",
        Stage::Token,
        "the action asked GitHub for a token and did not get one",
        &["token-request", "token-permission-missing"],
    ),
    frame(
        "credentials-not-loaded",
        "Credentials could not be loaded, please check your action inputs",
        Stage::Token,
        "the action did not try the job's token and found no other credentials",
        NOT_OIDC,
    ),
    frame(
        "no-provider-of-credentials",
        "Could not load credentials from any providers",
        Stage::Token,
        "there were no credentials in the job: the token was not asked for, or the role was not assumed",
        NOT_OIDC,
    ),
    frame(
        "with-user-credentials",
        "Could not assume role with user credentials",
        Stage::Request,
        "the role was asked for with other credentials, not with the job's token",
        &["credentials-not-oidc"],
    ),
];

const fn action(
    id: &'static str,
    pattern: &'static str,
    stage: Stage,
    meaning: &'static str,
    causes: &'static [&'static str],
) -> Wording {
    Wording {
        id,
        speaker: Speaker::ConfigureAwsCredentials,
        generation: Generation::Unchanged,
        pattern,
        stages: match stage {
            Stage::Token => &[Stage::Token],
            _ => &[Stage::Request],
        },
        meaning,
        causes,
        notes: &[],
        weight: Weight::Failure,
    }
}

const fn frame(
    id: &'static str,
    pattern: &'static str,
    stage: Stage,
    meaning: &'static str,
    causes: &'static [&'static str],
) -> Wording {
    Wording { weight: Weight::Frame, ..action(id, pattern, stage, meaning, causes) }
}
