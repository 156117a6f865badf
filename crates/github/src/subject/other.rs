//! Subjects that are not GitHub's.

/// A subject that is not GitHub's, or that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OtherSubject {
    text: String,
    form: OtherForm,
}

/// Whose subject a text looks like. Only the issuer says whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OtherForm {
    /// No text.
    Empty,
    /// `project_path:GROUP/PROJECT:ref_type:TYPE:ref:REF`.
    /// Source: <https://docs.gitlab.com/ci/secrets/id_token_authentication/>
    GitLab,
    /// `org/ID/project/ID/user/ID`, with or without `/vcs-origin/ORIGIN/vcs-ref/REF`.
    /// Source: <https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/>
    CircleCi,
    /// `{REPOSITORY}:{STEP}` or `{REPOSITORY}:{ENVIRONMENT}:{STEP}`.
    /// Observed: <https://github.com/sigstore/fulcio/issues/1257>
    Bitbucket,
    /// `organization:O:pipeline:P:ref:REF:commit:SHA:step:KEY`.
    /// Source: <https://buildkite.com/docs/agent/v3/cli-oidc>
    Buildkite,
    /// `organization:O:project:P:workspace:W:run_phase:PHASE`.
    /// Source: <https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/workload-identity-tokens>
    HcpTerraform,
    /// `system:serviceaccount:NAMESPACE:NAME`.
    /// Source: <https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html>
    KubernetesServiceAccount,
    /// Digits only, as Google's account ids are.
    AccountNumber,
    /// None of these.
    Unrecognised,
}

impl OtherSubject {
    pub(super) fn new(text: &str) -> Self {
        Self { text: text.to_owned(), form: recognise(text) }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whose subject it looks like.
    pub fn form(&self) -> OtherForm {
        self.form
    }
}

fn recognise(text: &str) -> OtherForm {
    if text.is_empty() {
        return OtherForm::Empty;
    }
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return OtherForm::AccountNumber;
    }
    let parts: Vec<&str> = text.split(':').collect();
    let bracketed = |part: &&str| part.starts_with('{') && part.ends_with('}');
    match parts.as_slice() {
        ["project_path", _, ..] => OtherForm::GitLab,
        ["organization", _, "pipeline", _, ..] => OtherForm::Buildkite,
        ["organization", _, "project", _, ..] => OtherForm::HcpTerraform,
        ["system", "serviceaccount", _, _] => OtherForm::KubernetesServiceAccount,
        [_, _] | [_, _, _] if parts.iter().all(bracketed) => OtherForm::Bitbucket,
        _ => match text.split('/').collect::<Vec<_>>().as_slice() {
            ["org", _, "project", _, "user", _, ..] => OtherForm::CircleCi,
            _ => OtherForm::Unrecognised,
        },
    }
}
