//! Principals that do not come with a token of GitHub.

use can_assume_github::issuer::{Issuer, IssuerKind};
use can_assume_iam::glob::Glob;
use can_assume_iam::policy::{
    ActionElement, Effect, PolicyDocument, Principal, PrincipalElement, PrincipalKind, Statement,
};

use super::asked::issuer_of;
use super::identity::OtherPrincipal;

/// The other principals that the Allow statements of a policy name.
pub(super) fn other_principals(document: &PolicyDocument) -> Vec<OtherPrincipal> {
    let mut found = Vec::new();
    for (index, statement) in document.statements.iter().enumerate() {
        if statement.effect.value != Effect::Allow {
            continue;
        }
        let mut push = |principal: &str, description: String| {
            found.push(OtherPrincipal {
                statement: index,
                principal: principal.to_owned(),
                description,
                conditions: conditions(statement),
            });
        };
        match statement.principal.as_ref().map(|principal| &principal.value) {
            Some(PrincipalElement::Principal(Principal::Star)) => {
                push("*", described("any AWS account", "sts:AssumeRole", statement));
            }
            Some(PrincipalElement::Principal(Principal::Entries(entries))) => {
                for entry in entries {
                    for value in &entry.values {
                        if let Some(description) = describe(entry.kind.value, &value.value, statement) {
                            push(&value.value, description);
                        }
                    }
                }
            }
            Some(PrincipalElement::NotPrincipal(_)) => {
                push(
                    "NotPrincipal",
                    "everyone but the principals listed; IAM refuses to store it".to_owned(),
                );
            }
            None => {}
        }
    }
    found
}

/// What a principal is; `None` for GitHub.
fn describe(kind: PrincipalKind, value: &str, statement: &Statement) -> Option<String> {
    let (what, action) = match kind {
        PrincipalKind::Aws => (aws(value), "sts:AssumeRole"),
        PrincipalKind::Service => (format!("the AWS service `{value}`"), "sts:AssumeRole"),
        PrincipalKind::CanonicalUser => {
            ("a canonical user, which assumes no role".to_owned(), "sts:AssumeRole")
        }
        PrincipalKind::Federated if value.contains(":saml-provider/") => {
            ("users of a SAML identity provider".to_owned(), "sts:AssumeRoleWithSAML")
        }
        PrincipalKind::Federated => {
            let issuer = issuer_of(value);
            if issuer.as_ref().is_some_and(Issuer::is_github) {
                return None;
            }
            (oidc(issuer.as_ref()), "sts:AssumeRoleWithWebIdentity")
        }
    };
    Some(described(&what, action, statement))
}

fn described(what: &str, action: &str, statement: &Statement) -> String {
    let covers = |patterns: &[can_assume_iam::span::Spanned<String>]| {
        patterns.iter().any(|pattern| Glob::ignoring_ascii_case(&pattern.value).matches(action))
    };
    let covered = match &statement.action.value {
        ActionElement::Action(patterns) => covers(patterns),
        ActionElement::NotAction(patterns) => !covers(patterns),
    };
    if covered { what.to_owned() } else { format!("{what}; the statement does not allow `{action}`") }
}

fn aws(value: &str) -> String {
    let digits = value.len() == 12 && value.bytes().all(|byte| byte.is_ascii_digit());
    match value.split(':').nth(5) {
        _ if value == "*" => "any AWS account".to_owned(),
        _ if digits => format!("the AWS account `{value}`, as far as its own policies allow"),
        Some("root") => {
            let account = value.split(':').nth(4).unwrap_or_default();
            format!("the AWS account `{account}`, as far as its own policies allow")
        }
        Some(resource) => match resource.split_once('/') {
            Some((kind, name)) => format!("the AWS {} `{name}`", kind.replace('-', " ")),
            None => "an AWS principal".to_owned(),
        },
        None => "an AWS principal that was deleted, or an id".to_owned(),
    }
}

/// The subject forms of other issuers.
///
/// Sources: <https://docs.gitlab.com/ci/secrets/id_token_authentication>,
/// <https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/>,
/// <https://buildkite.com/docs/agent/v3/cli-oidc>,
/// <https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/workload-identity-tokens>,
/// <https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html>
fn oidc(issuer: Option<&Issuer>) -> String {
    let form = |who: &str, subject: &str| format!("{who}, subjects like `{subject}`");
    match issuer.map(Issuer::kind) {
        Some(IssuerKind::GitLab) => {
            form("pipelines of GitLab", "project_path:GROUP/PROJECT:ref_type:branch:ref:main")
        }
        Some(IssuerKind::CircleCi { .. }) => form("jobs of CircleCI", "org/ORG/project/PROJECT/user/USER"),
        Some(IssuerKind::Bitbucket { .. }) => {
            form("pipelines of Bitbucket", "{REPOSITORY}:{ENVIRONMENT}:{STEP}")
        }
        Some(IssuerKind::Buildkite) => form(
            "jobs of Buildkite",
            "organization:ORG:pipeline:PIPELINE:ref:refs/heads/main:commit:SHA:step:STEP",
        ),
        Some(IssuerKind::HcpTerraform) => form(
            "runs of HCP Terraform",
            "organization:ORG:project:PROJECT:workspace:WORKSPACE:run_phase:apply",
        ),
        Some(IssuerKind::Google) => form("identities of Google", "ACCOUNT_NUMBER"),
        Some(IssuerKind::Cognito) => "identities of an Amazon Cognito identity pool".to_owned(),
        Some(IssuerKind::Eks { .. }) => {
            form("pods of an EKS cluster", "system:serviceaccount:NAMESPACE:SERVICE_ACCOUNT")
        }
        Some(IssuerKind::Forgejo { .. }) => {
            "jobs of Forgejo Actions, whose subjects are like GitHub's".to_owned()
        }
        _ => "identities of another identity provider; their subjects are not known here".to_owned(),
    }
}

fn conditions(statement: &Statement) -> Vec<String> {
    statement
        .conditions
        .iter()
        .map(|condition| {
            let values: Vec<String> =
                condition.values.iter().map(|value| format!("`{}`", value.value)).collect();
            format!("`{}` on `{}`: {}", condition.operator.value, condition.key.value, values.join(", "))
        })
        .collect()
}
