//! `aws-actions/configure-aws-credentials`, versions 1 to 6.
//!
//! The action takes the OIDC path when a role is given and neither `force-skip-oidc`, an access key, a token file nor
//! role chaining is; empty inputs are filled from environment variables since 4.2. The role has to be an ARN, and
//! `aws-region` has to be given. White space around an input is left out.
//!
//! Source: <https://github.com/aws-actions/configure-aws-credentials/blob/main/src/index.ts>

use super::super::expression::Evaluator;
use super::super::hole::Pattern;
use super::super::model::Written;
use super::super::{Assumption, Located, Place};
use super::seen::{Scan, Seen, default_audience};
use super::{ActionVersion, AssumeMethod, AssumeStep, NoOidc, Oidc, OidcDoubt};

/// The step, if its `uses` is this action.
pub(super) fn recognise(
    scan: &Scan<'_, '_>,
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
    // The input has a default, so that the variable `AUDIENCE` fills it only where it is written and empty.
    if let Some(written) = seen.step.input("audience") {
        let (given, audience_doubt) = inputs.get("audience", Some("AUDIENCE"));
        doubt = doubt.or(audience_doubt);
        let place = Place::new(seen.file, written.span);
        step.audience = given.unwrap_or_else(|| Located::at(default_audience(evaluator), place));
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
    if step.oidc == Oidc::Yes {
        step.oidc = region(&inputs, scan);
    }
    if step.oidc == Oidc::Yes {
        step.oidc = account(&inputs, &mut step);
    }
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
        match truth(&skip.value, inputs.version) {
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
        match (truth(&chaining.value, inputs.version), chaining_doubt) {
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

/// Whether the action finds an endpoint of STS: `aws-region` is required, and without a name of a region it stops.
fn region(inputs: &Inputs<'_>, scan: &Scan<'_, '_>) -> Oidc {
    let stops = |place: Option<Place>, text: String| Oidc::No { reason: NoOidc::RegionInput, place, text };
    match inputs.get("aws-region", Some("AWS_REGION")) {
        (Some(region), doubt) => match (region.value.exact(), doubt) {
            (Some(name), _) if !name.chars().all(is_of_a_region) => {
                stops(region.place, format!("`aws-region` is `{name}`, which is not the name of a region"))
            }
            (_, Some(reason)) => version_unknown(reason, &region, "AWS_REGION"),
            _ => Oidc::Yes,
        },
        (None, _) => {
            let missing = "no `aws-region` is given, which the action needs to find an endpoint of STS";
            match inputs.version.at_least(4, 2) {
                Some(false) => stops(None, missing.to_owned()),
                Some(true) if !scan.may_set_region => stops(None, missing.to_owned()),
                _ => Oidc::Maybe {
                    reason: OidcDoubt::InputUnknown,
                    place: None,
                    text:
                        "no `aws-region` is given; the action stops unless the variable `AWS_REGION` is set"
                            .to_owned(),
                },
            }
        }
    }
}

const fn is_of_a_region(character: char) -> bool {
    matches!(character, 'a'..='z' | '0'..='9' | '-')
}

/// Whether the action keeps the credentials: from version 5 on it compares their account with `allowed-account-ids`.
fn account(inputs: &Inputs<'_>, step: &mut AssumeStep) -> Oidc {
    let (Some(allowed), _) = inputs.get("allowed-account-ids", None) else { return Oidc::Yes };
    let account =
        step.role.as_ref().and_then(|role| role.value.prefix().split(':').nth(4).map(str::to_owned));
    let Some(account) = account.filter(|account| account.len() == 12) else { return Oidc::Yes };
    let Some(list) = allowed.value.exact() else {
        let text = format!("`{}`, the accounts that are allowed, names {account}", allowed.value);
        step.assumptions.push(Assumption { text, place: allowed.place });
        return Oidc::Yes;
    };
    if list.split(',').any(|one| one.trim() == account) {
        return Oidc::Yes;
    }
    let text = format!("the role is in account {account}, `allowed-account-ids` names `{list}`");
    match inputs.version.at_least(5, 0) {
        Some(true) => Oidc::No { reason: NoOidc::AccountNotAllowed, place: allowed.place, text },
        Some(false) => Oidc::Yes,
        None => Oidc::Maybe { reason: OidcDoubt::VersionUnknown, place: allowed.place, text },
    }
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

/// The booleans that the action knows. Others count as false before version 5, which stops at them: then, and for a
/// value that is not known, `None`.
fn truth(value: &Pattern, version: &ActionVersion) -> Option<bool> {
    let strict = version.at_least(5, 0);
    match value.exact()? {
        "true" => Some(true),
        "True" | "TRUE" if strict == Some(true) => Some(true),
        "false" | "False" | "FALSE" => Some(false),
        _ => (strict == Some(false)).then_some(false),
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
        let trimmed = |value: Located<Pattern>| {
            let value = Located { value: value.value.trimmed(), ..value };
            (value.value.exact() != Some("")).then_some(value)
        };
        if let Some(value) = written.and_then(trimmed) {
            return (Some(value), None);
        }
        let filling = variable.and_then(|variable| self.seen.variables.get(variable));
        let Some(value) = filling.cloned().and_then(trimmed) else {
            return (None, None);
        };
        match self.version.at_least(4, 2) {
            Some(true) => (Some(value), None),
            Some(false) => (None, None),
            None => (Some(value), Some(OidcDoubt::VersionUnknown)),
        }
    }
}
