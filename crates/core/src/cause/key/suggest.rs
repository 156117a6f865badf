//! The condition keys that an issuer has, and which of them a name comes nearest to.

use can_assume_github::issuer::{DEFAULT_KEYS, Issuer};

/// What follows the prefix in the keys of an issuer.
pub(super) fn names(issuer: &Issuer) -> Vec<&'static str> {
    let specific = issuer.specific_keys().keys.iter().map(|key| key.suffix);
    DEFAULT_KEYS.into_iter().chain(specific).collect()
}

/// The name that differs least from `wanted`, where one is near: at most a third of its letters differ.
pub(crate) fn nearest(issuer: &Issuer, wanted: &str) -> Option<&'static str> {
    const LONGEST: usize = 64;
    if wanted.len() > LONGEST {
        return None;
    }
    let wanted = wanted.to_ascii_lowercase();
    if let Some((_, name)) = OTHER_NAMES.iter().find(|(other, _)| *other == wanted) {
        return names(issuer).into_iter().find(|known| known == name);
    }
    let plain = |text: &str| text.replace(['-', '_', '.'], "");
    names(issuer)
        .into_iter()
        .map(|name| (strsim::osa_distance(&plain(&wanted), &plain(name)), name))
        .filter(|(distance, name)| *distance <= name.len() / 3 && *distance <= 3)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// What keys are also called, and their names.
const OTHER_NAMES: [(&str, &str); 7] = [
    ("subject", "sub"),
    ("audience", "aud"),
    ("repo", "repository"),
    ("repo_id", "repository_id"),
    ("branch", "ref"),
    ("env", "environment"),
    ("workflow_name", "workflow"),
];
