//! Member names, the unknown and the repeated ones.

use crate::json::{Member, Object};
use crate::quote::quote;
use crate::span::Spanned;

use super::report::Report;

/// The members of `object` that count, in order of writing. Says which are repeated, and which are none of
/// `known`; `place` is where they stand, such as `the statement`.
pub(super) fn known_members<'v, 'a>(
    object: &'v Object<'a>,
    known: &[&str],
    place: &str,
    report: &mut Report,
) -> Vec<&'v Member<'a>> {
    for member in &object.members {
        if !known.contains(&member.name.as_ref()) && !report.is_full() {
            let message = format!("{} is not a member of {place}", quote(&member.name));
            report.error(member.name_span, message, correction(&member.name, known.iter().copied()));
        }
    }
    effective_members(object, report)
}

/// The members of `object` that count, in order of writing. Says which are repeated.
pub(super) fn effective_members<'v, 'a>(object: &'v Object<'a>, report: &mut Report) -> Vec<&'v Member<'a>> {
    for duplicate in object.duplicates() {
        let name = quote(&duplicate.name);
        report.warn(
            "duplicate-member",
            duplicate.second,
            format!(
                "{name} is written twice in one object; the later one counts and the earlier one is ignored"
            ),
            format!("keep one {name}, with the values of both if both are meant"),
            Some(Spanned::new("ignored".to_owned(), duplicate.first)),
        );
    }
    object.effective()
}

/// The help for a name that is none of `known`: the nearest one, or all of them.
pub(super) fn correction<'k>(name: &str, known: impl Iterator<Item = &'k str> + Clone) -> String {
    match nearest(name, known.clone()) {
        Some(right) if right.eq_ignore_ascii_case(name) => {
            format!("write `{right}`; names are case-sensitive")
        }
        Some(right) => format!("write `{right}`"),
        None => {
            let all: Vec<_> = known.map(|name| format!("`{name}`")).collect();
            format!("use {}", all.join(", "))
        }
    }
}

/// The known name that `name` is probably meant to be: the same but for case, else the one with the fewest
/// changed letters, if they are few.
pub(super) fn nearest<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    const LONGEST: usize = 64;
    if name.len() > LONGEST {
        return None;
    }
    let lower = name.to_ascii_lowercase();
    known
        .map(|candidate| (strsim::osa_distance(&lower, &candidate.to_ascii_lowercase()), candidate))
        .filter(|(changes, candidate)| *changes <= candidate.len() / 3)
        .min_by_key(|(changes, _)| *changes)
        .map(|(_, candidate)| candidate)
}
