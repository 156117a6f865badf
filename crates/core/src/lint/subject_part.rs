//! The parts of a subject pattern that findings point at, in bytes.

/// The part of a subject pattern that names the repository: behind `repo:` up to the next `:`.
pub(super) fn repository_part(value: &str) -> Option<(usize, usize)> {
    let rest = value.strip_prefix("repo:")?;
    Some((5, 5 + rest.find(':').unwrap_or(rest.len())))
}

/// The part of a subject pattern behind the one that names the repository.
pub(super) fn context_part(value: &str) -> (usize, usize) {
    let start = repository_part(value).map_or(0, |(_, end)| (end + 1).min(value.len()));
    (start, value.len())
}

/// The first wildcard of a pattern.
pub(super) fn first_wildcard(value: &str) -> (usize, usize) {
    value.find(['*', '?']).map_or((0, value.len()), |at| (at, at + 1))
}
