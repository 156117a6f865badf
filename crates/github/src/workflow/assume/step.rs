//! A step that assumes a role, as it is told.

use serde::Serialize;

use super::super::hole::Pattern;
use super::super::{Assumption, Located, Place};
use super::ActionVersion;

/// A step that assumes a role, or means to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AssumeStep {
    /// The step's name, else what it uses or the first line of what it runs.
    pub label: String,
    /// Its `uses` or its `run`.
    pub place: Place,
    /// The `uses` of the composite actions that lead to it, outermost first.
    pub through: Vec<Place>,
    /// How it assumes the role.
    pub method: AssumeMethod,
    /// The role, an ARN or a name, perhaps with holes.
    pub role: Option<Located<Pattern>>,
    /// The audience it asks GitHub for.
    pub audience: Located<Pattern>,
    /// The region, which decides the partition and the endpoint of STS.
    pub region: Option<Located<Pattern>>,
    /// The session name.
    pub session_name: Located<Pattern>,
    /// Duration in seconds, if it asks for one.
    pub duration_seconds: Option<Located<Pattern>>,
    /// Whether it presents GitHub's token to STS.
    pub oidc: Oidc,
    /// What has to hold for the step to run as described.
    pub assumptions: Vec<Assumption>,
}

/// How a step assumes a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum AssumeMethod {
    /// `aws-actions/configure-aws-credentials`.
    ConfigureAwsCredentials {
        /// Its version.
        version: ActionVersion,
    },
    /// `aws sts assume-role-with-web-identity`.
    AwsCli,
    /// The environment variables `AWS_ROLE_ARN` and `AWS_WEB_IDENTITY_TOKEN_FILE`, read by every SDK.
    WebIdentityEnvironment,
    /// A block `assume_role_with_web_identity` of Terraform or OpenTofu.
    Terraform,
    /// Another action with an input that names a role.
    OtherAction {
        /// Its `uses`.
        uses: String,
    },
}

/// Whether a step presents GitHub's token to STS.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Oidc {
    /// It does, if the job has a token.
    Yes,
    /// It does not, or not to any avail.
    No {
        /// Why.
        reason: NoOidc,
        /// The line that decides; `None` for something that is missing.
        place: Option<Place>,
        /// The reason in a sentence.
        text: String,
    },
    /// It depends on something that is not known.
    Maybe {
        /// On what.
        reason: OidcDoubt,
        /// The line it is about.
        place: Option<Place>,
        /// The reason in a sentence.
        text: String,
    },
}

/// Why a step does not come to the role's credentials by GitHub's token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoOidc {
    /// Keys, a token file, role chaining or `force-skip-oidc` switch the OIDC path off.
    CredentialsNotOidc,
    /// The role is a bare name, and the OIDC path needs an ARN.
    RoleNotArn,
    /// No role is given.
    RoleMissing,
    /// No region is given, or what is given is not the name of one: the action stops before it asks STS.
    RegionInput,
    /// The role's account is not among those that the action is told to accept: it stops after STS has answered.
    AccountNotAllowed,
}

impl NoOidc {
    /// The id as it is written in output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CredentialsNotOidc => "credentials-not-oidc",
            Self::RoleNotArn => "role-not-arn",
            Self::RoleMissing => "role-missing",
            Self::RegionInput => "region-input",
            Self::AccountNotAllowed => "account-not-allowed",
        }
    }
}

/// What decides whether a step presents GitHub's token to STS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum OidcDoubt {
    /// An input that would switch the OIDC path off is not known.
    InputUnknown,
    /// Whether this version reads the variable is not known.
    VersionUnknown,
    /// The action is not known; only its input is.
    ActionUnknown,
    /// Where the token in the file comes from is not known.
    TokenSourceUnknown,
}
