//! The members of a statement, and which of them must be there.

use crate::json::{Kind, Object, Value};
use crate::policy::{ActionElement, Effect, PolicyKind, PrincipalElement, Statement};
use crate::quote::quote;
use crate::span::{Span, Spanned};

use super::report::Report;
use super::strings::{string, strings};
use super::{condition, names, principal};

const MEMBERS: [&str; 9] = [
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
];

/// Reads a statement; `None` only where an error is reported.
pub(super) fn read(value: &Value<'_>, kind: PolicyKind, report: &mut Report) -> Option<Statement> {
    let Kind::Object(object) = &value.kind else {
        report.wrong_kind("a statement", value, "an object");
        return None;
    };
    let (mut sid, mut effect, mut action, mut principal) = (None, None, None, None);
    let (mut resource, mut not_resource, mut conditions) = (None, None, Vec::new());
    for member in names::known_members(object, &MEMBERS, "a statement", report) {
        let (value, span) = (&member.value, member.value.span);
        match member.name.as_ref() {
            "Sid" => sid = string("`Sid`", value, report),
            "Effect" => effect = read_effect(value, report),
            "Principal" => {
                principal = principal::read("`Principal`", value, report)
                    .map(|read| Spanned::new(PrincipalElement::Principal(read), span));
            }
            "NotPrincipal" => {
                principal = principal::read("`NotPrincipal`", value, report)
                    .map(|read| Spanned::new(PrincipalElement::NotPrincipal(read), span));
            }
            "Action" => {
                action = strings("`Action`", value, report)
                    .map(|read| Spanned::new(ActionElement::Action(read), span));
            }
            "NotAction" => {
                action = strings("`NotAction`", value, report)
                    .map(|read| Spanned::new(ActionElement::NotAction(read), span));
            }
            "Resource" => {
                resource = strings("`Resource`", value, report).map(|read| Spanned::new(read, span));
            }
            "NotResource" => {
                not_resource = strings("`NotResource`", value, report).map(|read| Spanned::new(read, span));
            }
            "Condition" => conditions = condition::read(value, report),
            _ => {}
        }
    }
    check_presence(object, value.span, kind, report);
    Some(Statement {
        sid,
        effect: effect?,
        principal,
        action: action?,
        resource,
        not_resource,
        conditions,
        span: value.span,
    })
}

/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_effect.html>
fn read_effect(value: &Value<'_>, report: &mut Report) -> Option<Spanned<Effect>> {
    let text = string("`Effect`", value, report)?;
    match text.value.as_str() {
        "Allow" => Some(Spanned::new(Effect::Allow, value.span)),
        "Deny" => Some(Spanned::new(Effect::Deny, value.span)),
        other => {
            let message = format!("`Effect` is {}; expected `Allow` or `Deny`", quote(other));
            report.error(value.span, message, names::correction(other, ["Allow", "Deny"].into_iter()));
            None
        }
    }
}

/// Says which members are missing, and which are there together that exclude each other.
fn check_presence(object: &Object<'_>, span: Span, kind: PolicyKind, report: &mut Report) {
    let has = |name: &str| object.get(name).is_some();
    if !has("Effect") {
        let help = "add `\"Effect\": \"Allow\"` or `\"Effect\": \"Deny\"`";
        report.error(span, "the statement has no `Effect`; expected `Allow` or `Deny`", help);
    }
    for (positive, negative) in
        [("Principal", "NotPrincipal"), ("Action", "NotAction"), ("Resource", "NotResource")]
    {
        if let (Some(_), Some(second)) = (object.member(positive), object.member(negative)) {
            let message =
                format!("the statement has both `{positive}` and `{negative}`; expected one of them");
            report.error(second.name_span, message, format!("remove `{negative}` or `{positive}`"));
        }
    }
    if !has("Action") && !has("NotAction") {
        let help = match kind {
            PolicyKind::Trust => {
                "add `\"Action\": \"sts:AssumeRoleWithWebIdentity\"`, or another call that assumes a role"
            }
            _ => "add `\"Action\": …`",
        };
        report.error(span, "the statement has neither `Action` nor `NotAction`", help);
    }
    let has_principal = has("Principal") || has("NotPrincipal");
    match kind {
        PolicyKind::Trust if !has_principal => {
            let message = "the statement has no `Principal`; a trust policy says who may assume the role";
            report.error(span, message, "add `\"Principal\": {\"Federated\": \"arn:…:oidc-provider/…\"}`");
        }
        PolicyKind::ResourceControl if !has_principal => {
            let message = "the statement has no `Principal`; a resource control policy needs `\"*\"`";
            report.error(span, message, "add `\"Principal\": \"*\"`");
        }
        PolicyKind::ServiceControl | PolicyKind::Identity => {
            let principals = ["Principal", "NotPrincipal"];
            for member in object.members.iter().filter(|member| principals.contains(&member.name.as_ref())) {
                let name = quote(&member.name);
                let message =
                    format!("{name} stands in a policy that speaks of its own identity; expected none");
                report.error(
                    member.name_span,
                    message,
                    format!("remove {name}, or pass the file as a trust policy"),
                );
            }
        }
        PolicyKind::Trust | PolicyKind::ResourceControl => {}
    }
    if kind != PolicyKind::Trust && !has("Resource") && !has("NotResource") {
        let message = "the statement has neither `Resource` nor `NotResource`";
        report.error(span, message, "add `\"Resource\": \"*\"`, or the ARNs it speaks of");
    }
}
