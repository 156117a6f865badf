//! The repository that a value names, against the one that came.

use can_assume_github::name::is_name_char;
use can_assume_github::subject::{RepositoryForm, RepositorySegment};

use super::{Defect, Known, Prefix, Reading, fits, fits_but_for_case};

/// Says how the repository of `reading` differs from `came`.
pub(super) fn compare(
    reading: &Reading<'_>,
    came: &RepositorySegment,
    known: &Known<'_>,
    found: &mut Vec<Defect>,
) {
    let wanted = reading.repository;
    let full = came.to_string();
    if reading.labelled && reading.host.is_none() && fits(reading.head, &format!("repo:{full}")) {
        return;
    }
    if !reading.labelled && reading.host.is_none() {
        found.push(Defect::Prefix(Prefix::Label));
    }
    if fits(wanted, &full) {
        return;
    }
    if let Some(defect) = in_names_only(wanted, came) {
        found.push(defect);
        return;
    }
    found.extend(of_names(wanted, came, known));
}

/// A value that is a single name.
fn in_names_only(wanted: &str, came: &RepositorySegment) -> Option<Defect> {
    if wanted.contains(['/', '*', '?']) {
        return None;
    }
    let is_owner = wanted.eq_ignore_ascii_case(came.owner());
    let is_name = wanted.eq_ignore_ascii_case(came.name());
    Some(Defect::Prefix(if is_owner && !is_name { Prefix::Name } else { Prefix::Owner }))
}

/// A value of two names, with or without ids: the form, the case, or another repository.
fn of_names(wanted: &str, came: &RepositorySegment, known: &Known<'_>) -> Vec<Defect> {
    let names = came.full_name();
    let without_ids = without_ids(wanted);
    let has_ids = without_ids.is_some();
    let plain = without_ids.unwrap_or_else(|| wanted.to_owned());
    let form = match (came.form(), has_ids) {
        (RepositoryForm::Immutable, false) => Some(Defect::Immutable),
        (RepositoryForm::Classic, true) => Some(Defect::Classic),
        _ => None,
    };
    if let Some(undrafted) = without_draft_ids(wanted, came, known)
        && fits_but_for_case(&undrafted, &names)
    {
        let case = (!fits(&undrafted, &names)).then_some(Defect::Case { environment: false });
        return std::iter::once(Defect::DraftIds).chain(case).collect();
    }
    let ids = ids_agree(wanted, came, known);
    if fits_but_for_case(&plain, &names) {
        if ids == Some(false) || owner_ids_differ(wanted, came) {
            return vec![Defect::WrongRepository];
        }
        let partial = form.is_none() && has_ids;
        let form = form.or_else(|| partial.then_some(Defect::Immutable));
        let case = (!fits(&plain, &names)).then_some(Defect::Case { environment: false });
        return form.into_iter().chain(case).collect();
    }
    if ids == Some(true) {
        let classic = form.filter(|form| *form == Defect::Classic);
        return std::iter::once(Defect::Renamed { proven: true }).chain(classic).collect();
    }
    if form == Some(Defect::Immutable) && owner_alone_differs(&plain, came) {
        return vec![Defect::Renamed { proven: false }, Defect::Immutable];
    }
    std::iter::once(Defect::WrongRepository).chain(form).collect()
}

/// Whether the repository's name fits and its owner's does not: what a renamed or changed owner looks like.
fn owner_alone_differs(plain: &str, came: &RepositorySegment) -> bool {
    plain.split_once('/').is_some_and(|(owner, name)| {
        !owner.contains(['*', '?']) && !name.contains('*') && fits_but_for_case(name, came.name())
    })
}

/// The value without `@ID` in either name; `None` where there is none.
pub(crate) fn without_ids(wanted: &str) -> Option<String> {
    let strip = |part: &str| match part.split_once('@') {
        Some((name, _)) => (name.to_owned(), true),
        None => (part.to_owned(), false),
    };
    let (owner, rest) = wanted.split_once('/').map_or((wanted, None), |(owner, name)| (owner, Some(name)));
    let (owner, first) = strip(owner);
    let (name, second) = rest.map_or((None, false), |name| {
        let (name, had) = strip(name);
        (Some(name), had)
    });
    (first || second).then(|| match name {
        Some(name) => format!("{owner}/{name}"),
        None => owner,
    })
}

/// The value without `-ID` at the end of a name, in the form of the announcement's first draft.
///
/// A name may itself end in `-` and a number; the number has to be the id, or both names have to end so.
fn without_draft_ids(wanted: &str, came: &RepositorySegment, known: &Known<'_>) -> Option<String> {
    let (owner, name) = wanted.split_once('/')?;
    let owner_id = came.owner_id().map(str::to_owned).or_else(|| known.claim("repository_owner_id"));
    let name_id = came.repository_id().map(str::to_owned).or_else(|| known.claim("repository_id"));
    let cut = |part: &str, id: Option<&str>| {
        let (head, digits) = part.rsplit_once('-')?;
        let numeric = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        (numeric && id.is_none_or(|id| id == digits)).then(|| head.to_owned())
    };
    let any = |part: &str| cut(part, None);
    let by_id = (cut(owner, owner_id.as_deref()), cut(name, name_id.as_deref()));
    let (owner_cut, name_cut) = match by_id {
        (None, None) => (any(owner)?, any(name)?),
        (owner_cut, name_cut) if owner_id.is_some() || (owner_cut.is_some() && name_cut.is_some()) => {
            (owner_cut.unwrap_or_else(|| owner.to_owned()), name_cut.unwrap_or_else(|| name.to_owned()))
        }
        _ => return None,
    };
    Some(format!("{owner_cut}/{name_cut}"))
}

/// Whether the ids of the value are those of the repository that came: `None` where one has none to compare.
///
/// The repository's id stays with it through renames and transfers.
/// Source: <https://docs.github.com/en/actions/reference/security/oidc>
fn ids_agree(wanted: &str, came: &RepositorySegment, known: &Known<'_>) -> Option<bool> {
    let (owner, name) = wanted.split_once('/')?;
    let id = |part: &str| part.split_once('@').map(|(_, id)| id.to_owned());
    let compare = |wanted: Option<String>, came: Option<String>| Some(fits(&wanted?, &came?));
    let name_id = came.repository_id().map(str::to_owned).or_else(|| known.claim("repository_id"));
    let owner_id = came.owner_id().map(str::to_owned).or_else(|| known.claim("repository_owner_id"));
    match (compare(id(name), name_id), compare(id(owner), owner_id)) {
        (Some(repository), _) => Some(repository),
        (None, owner) => owner,
    }
}

/// Whether the value and the repository that came both have an owner's id, and not the same.
fn owner_ids_differ(wanted: &str, came: &RepositorySegment) -> bool {
    let wanted = wanted.split('/').next().and_then(|owner| owner.split_once('@'));
    matches!((wanted, came.owner_id()), (Some((_, wanted)), Some(came)) if !fits(wanted, came))
}

/// Whether a text can be an owner and a repository's name, wildcards and ids allowed.
pub(super) fn is_two_names(text: &str) -> bool {
    text.split_once('/').is_some_and(|(owner, name)| {
        let fine = |part: &str| {
            !part.is_empty() && part.chars().all(|c| is_name_char(c) || matches!(c, '*' | '?' | '@'))
        };
        fine(owner) && fine(name)
    })
}
