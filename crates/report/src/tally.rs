//! How many of several roles there are of each kind.

use can_assume_core::exposure::{Change, Difference, Exposure, Level};

/// The roles of `who`, counted by how far they are open, the worst first: `3 roles: 1 owner, 2 scoped`; none for a single role.
pub(crate) fn levels(roles: &[(Option<String>, Exposure)]) -> Option<String> {
    let mut levels: Vec<Level> = roles.iter().map(|(_, exposure)| exposure.level).collect();
    levels.sort_unstable();
    total(&levels.into_iter().map(Level::as_str).collect::<Vec<_>>())
}

/// The roles of `diff`, counted by what the change is, those to look at first: `3 roles: 1 wider, 2 equivalent`; none for a single
/// role.
pub(crate) fn changes(roles: &[(Option<String>, Difference)]) -> Option<String> {
    const WORST_FIRST: [Change; 5] =
        [Change::Wider, Change::Changed, Change::Undetermined, Change::Narrower, Change::Equivalent];
    let of = |kind| roles.iter().filter(move |(_, difference)| difference.change == kind);
    total(&WORST_FIRST.into_iter().flat_map(|kind| of(kind).map(move |_| kind.as_str())).collect::<Vec<_>>())
}

/// The roles of `diff` that are worth a place of their own: of several those that changed.
pub(crate) fn changed(
    roles: &[(Option<String>, Difference)],
) -> impl Iterator<Item = &(Option<String>, Difference)> {
    roles.iter().filter(|(_, difference)| roles.len() == 1 || difference.change != Change::Equivalent)
}

fn total(words: &[&str]) -> Option<String> {
    if words.len() < 2 {
        return None;
    }
    let counts: Vec<String> = words
        .chunk_by(|one, other| one == other)
        .filter_map(|same| Some(format!("{} {}", same.len(), same.first()?)))
        .collect();
    Some(format!("{} roles: {}\n", words.len(), counts.join(", ")))
}

#[cfg(test)]
#[path = "tally_tests.rs"]
mod tests;
