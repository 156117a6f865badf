//! `aws-actions/configure-aws-credentials`, versions 1 to 6.
//!
//! The action takes the OIDC path when a role is given and neither `force-skip-oidc`, an access key, a token file nor
//! role chaining is; empty inputs are filled from environment variables since 4.2. The role has to be an ARN.
//!
//! Source: <https://github.com/aws-actions/configure-aws-credentials/blob/main/src/index.ts>

use super::super::expression::Evaluator;
use super::super::hole::Pattern;
use super::super::model::Written;
use super::super::{Assumption, Located};
use super::seen::{Scan, Seen};
use super::{ActionVersion, AssumeMethod, AssumeStep, NoOidc, Oidc, OidcDoubt};

/// The step, if its `uses` is this action.
pub(super) fn recognise(
    _scan: &Scan<'_, '_>,
    seen: &Seen<'_>,
    uses: &Written,
    evaluator: &Evaluator<'_>,
) -> Option<AssumeStep> {
    let (action, reference) = uses.text.split_once('@').unwrap_or((&uses.text, ""));
    let name = action.strip_prefix("https://github.com/").unwrap_or(action).trim_end_matches('/');
    if !name.eq_ignore_ascii_case("aws-actions/configure-aws-credentials") {
        return None;
    }
    let version = ActionVersion::read(reference, &seen.rest_of_line);
    let inputs = Inputs { seen, evaluator, version: &version };
    let mut step = seen.found(uses, AssumeMethod::ConfigureAwsCredentials { version: version.clone() });
    let (role, mut doubt) = inputs.get("role-to-assume", Some("ROLE_TO_ASSUME"));
    step.role = role;
    // The input has a default, so that the variable `AUDIENCE` never fills it.
    if let (Some(audience), _) = inputs.get("audience", None) {
        step.audience = audience;
    }
    // An endpoint that is given need not be STS's of that region.
    if inputs.get("sts-endpoint", None).0.is_none() {
        step.region = inputs.get("aws-region", Some("AWS_REGION")).0;
    }
    if let (Some(name), _) = inputs.get("role-session-name", Some("ROLE_SESSION_NAME")) {
        step.session_name = name;
    }
    step.duration_seconds = inputs.get("role-duration-seconds", Some("ROLE_DURATION_SECONDS")).0;
    step.oidc = oidc(&inputs, step.role.as_ref(), &mut doubt);
    if let (Oidc::Yes, Some(role)) = (&step.oidc, &step.role)
        && role.value.exact().is_none()
        && !role.value.prefix().starts_with("arn:aws")
    {
        let text = format!("`{}` is the ARN of a role", role.value);
        step.assumptions.push(Assumption { text, place: role.place });
    }
    Some(step)
}

fn oidc(inputs: &Inputs<'_>, role: Option<&Located<Pattern>>, doubt: &mut Option<OidcDoubt>) -> Oidc {
    let switched_off = |value: &Located<Pattern>, text: String| Oidc::No {
        reason: NoOidc::CredentialsNotOidc,
        place: value.place,
        text,
    };
    let Some(role) = role else {
        if let (Some(key), _) = inputs.get("aws-access-key-id", None) {
            return switched_off(&key, "the step has long-lived keys and no `role-to-assume`".into());
        }
        let text = "no `role-to-assume` is given".to_owned();
        return Oidc::No { reason: NoOidc::RoleMissing, place: None, text };
    };
    let mut open: Option<Oidc> = None;
    // Versions before 5 do not have the input and leave it out.
    let knows_skip = inputs.version.at_least(5, 0);
    if let (Some(skip), _) = inputs.get("force-skip-oidc", None)
        && knows_skip != Some(false)
    {
        match truth(&skip.value) {
            Some(true) if knows_skip == Some(true) => {
                return switched_off(&skip, "`force-skip-oidc` switches the OIDC path off".into());
            }
            Some(false) => {}
            _ => open = open.or(Some(unknown(&skip, "force-skip-oidc"))),
        }
    }
    if let (Some(key), _) = inputs.get("aws-access-key-id", None) {
        let text = if key.value.exact().is_some() {
            "`aws-access-key-id` switches the OIDC path off".to_owned()
        } else {
            format!("`aws-access-key-id` switches the OIDC path off unless `{}` is empty", key.value)
        };
        return switched_off(&key, text);
    }
    let (file, file_doubt) = inputs.get("web-identity-token-file", Some("WEB_IDENTITY_TOKEN_FILE"));
    if let Some(file) = file {
        match file_doubt {
            None => return switched_off(&file, "a token file takes the place of GitHub's token".into()),
            Some(reason) => open = open.or(Some(version_unknown(reason, &file, "WEB_IDENTITY_TOKEN_FILE"))),
        }
    }
    let (chaining, chaining_doubt) = inputs.get("role-chaining", Some("ROLE_CHAINING"));
    if let Some(chaining) = chaining {
        match (truth(&chaining.value), chaining_doubt) {
            (Some(true), None) => {
                return switched_off(
                    &chaining,
                    "`role-chaining` assumes the role with credentials of an earlier step".into(),
                );
            }
            (Some(false), _) => {}
            (Some(true), Some(reason)) => {
                open = open.or(Some(version_unknown(reason, &chaining, "ROLE_CHAINING")));
            }
            (None, _) => open = open.or(Some(unknown(&chaining, "role-chaining"))),
        }
    }
    if let Some(name) = role.value.exact().filter(|name| !name.starts_with("arn:aws")) {
        return Oidc::No {
            reason: NoOidc::RoleNotArn,
            place: role.place,
            text: format!("`{name}` is a bare role name; the OIDC path needs the role's ARN"),
        };
    }
    if !role.value.prefix().is_empty() && !starts_like_arn(&role.value.prefix()) {
        let text = format!("`{}` is not a role's ARN, which the OIDC path needs", role.value);
        return Oidc::No { reason: NoOidc::RoleNotArn, place: role.place, text };
    }
    if let Some(reason) = doubt.take() {
        return version_unknown(reason, role, "ROLE_TO_ASSUME");
    }
    open.unwrap_or(Oidc::Yes)
}

fn starts_like_arn(prefix: &str) -> bool {
    prefix.starts_with("arn:aws") || "arn:aws".starts_with(prefix)
}

fn unknown(value: &Located<Pattern>, input: &str) -> Oidc {
    let text = format!("`{input}` is `{}`, which may switch the OIDC path off", value.value);
    Oidc::Maybe { reason: OidcDoubt::InputUnknown, place: value.place, text }
}

fn version_unknown(reason: OidcDoubt, value: &Located<Pattern>, variable: &str) -> Oidc {
    let text = format!("the action reads the variable `{variable}` since 4.2, and its version is not known");
    Oidc::Maybe { reason, place: value.place, text }
}

/// The booleans that the action's toolkit knows; others are refused or count as false, by version.
fn truth(value: &Pattern) -> Option<bool> {
    match value.exact()?.to_ascii_lowercase().as_str() {
        "true" => Some(true),
        _ => Some(false),
    }
}

/// The inputs of the step, with the variables that fill the empty ones.
struct Inputs<'a> {
    seen: &'a Seen<'a>,
    evaluator: &'a Evaluator<'a>,
    version: &'a ActionVersion,
}

impl Inputs<'_> {
    /// The input, else the variable that fills it; a doubt when it is not known whether this version reads it.
    fn get(&self, input: &str, variable: Option<&str>) -> (Option<Located<Pattern>>, Option<OidcDoubt>) {
        let written = self.seen.step.input(input).map(|written| self.seen.located(written, self.evaluator));
        if let Some(value) = written.filter(|value| value.value.exact() != Some("")) {
            return (Some(value), None);
        }
        let Some(value) = variable.and_then(|variable| self.seen.variables.get(variable)) else {
            return (None, None);
        };
        match self.version.at_least(4, 2) {
            Some(true) => (Some(value.clone()), None),
            Some(false) => (None, None),
            None => (Some(value.clone()), Some(OidcDoubt::VersionUnknown)),
        }
    }
}
