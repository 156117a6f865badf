//! Many roles.

use can_assume_iam::json::{Kind, Object, Value};

use crate::SourceError;

use super::{Found, SourceKind, SourceText, other, recognise, role};

/// Reads the roles under the member `name`.
pub(super) fn read(
    object: &Object<'_>,
    name: &str,
    kind: SourceKind,
    file: &SourceText,
) -> Result<Found, SourceError> {
    let mut roles = Vec::new();
    if let Some(list) = object.get(name) {
        let Some(elements) = list.as_array() else {
            let message = format!("`{name}` is {}; expected a list of roles", list.describe());
            return Err(SourceError::new(list.span, message, "pass what the AWS CLI prints, unchanged"));
        };
        for element in elements {
            roles.push(role::read(element, file)?);
        }
    }
    let truncated = matches!(object.get("IsTruncated"), Some(Value { kind: Kind::Bool(true), .. }));
    Ok(Found { kind, roles, truncated })
}

/// Reads a list of roles, or of pages of roles, as when outputs of the AWS CLI are put into one list. The kind is
/// that of the first page; of many pages the last says whether there are more.
pub(super) fn read_pages(
    list: &Value<'_>,
    pages: &[Value<'_>],
    file: &SourceText,
) -> Result<Found, SourceError> {
    let mut all: Option<Found> = None;
    for page in pages {
        if page.as_object().is_none_or(|object| object.get("Statement").is_some()) {
            let message = format!(
                "{} stands in a list; expected a role, or what the AWS CLI prints of roles",
                page.describe()
            );
            return Err(SourceError::new(page.span, message, "pass one policy at a time"));
        }
        let found = recognise(page, file)?;
        match &mut all {
            None => all = Some(found),
            Some(all) => {
                all.roles.extend(found.roles);
                all.truncated = found.truncated;
            }
        }
    }
    let Some(all) = all else { return Err(other::error(list.span, None)) };
    let kind = if all.kind == SourceKind::Role { SourceKind::RoleList } else { all.kind };
    Ok(Found { kind, ..all })
}
