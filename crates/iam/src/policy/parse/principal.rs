//! `Principal` and `NotPrincipal`.

use crate::json::{Kind, Value};
use crate::policy::{Principal, PrincipalEntry, PrincipalKind};
use crate::span::Spanned;

use super::names;
use super::report::Report;
use super::strings::strings;

const KINDS: [PrincipalKind; 4] =
    [PrincipalKind::Aws, PrincipalKind::Service, PrincipalKind::Federated, PrincipalKind::CanonicalUser];

/// Reads the value of the member `name`: the string `"*"` or an object of principal types. `None` only where an
/// error is reported.
pub(super) fn read(name: &str, value: &Value<'_>, report: &mut Report) -> Option<Principal> {
    let object = match &value.kind {
        Kind::String(text) if text == "*" => return Some(Principal::Star),
        Kind::String(_) => {
            report.error(
                value.span,
                format!("{name} is a string other than `*`; expected an object of principal types"),
                "name the type: `{\"Federated\": …}`, `{\"AWS\": …}` or `{\"Service\": …}`",
            );
            return None;
        }
        Kind::Object(object) => object,
        _ => {
            report.wrong_kind(name, value, "an object of principal types");
            return None;
        }
    };
    let known = KINDS.map(PrincipalKind::as_str);
    let mut entries = Vec::new();
    for member in names::known_members(object, &known, name, report) {
        let Some(kind) = KINDS.into_iter().find(|kind| kind.as_str() == member.name) else { continue };
        if let Some(values) = strings(&format!("`{}`", kind.as_str()), &member.value, report) {
            entries.push(PrincipalEntry { kind: Spanned::new(kind, member.name_span), values });
        }
    }
    Some(Principal::Entries(entries))
}
