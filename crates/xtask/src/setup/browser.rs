//! A browser for the playground's tests.

use std::env;
use std::path::PathBuf;

use super::apt;
use crate::step::Failure;

/// Makes sure that there is a Chromium: the one that `CHROMIUM` names, one on the path, else Debian's.
///
/// # Errors
///
/// When there is none and Debian's cannot be installed.
pub(super) fn ensure() -> Result<(), Failure> {
    if find().is_some() {
        return Ok(());
    }
    apt::install(&["chromium", "fonts-liberation"], "no Chromium (set CHROMIUM to the path of one)")
}

/// Where a Chromium is.
pub(crate) fn find() -> Option<PathBuf> {
    if let Some(named) = env::var_os("CHROMIUM") {
        return Some(PathBuf::from(named)).filter(|path| path.is_file());
    }
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path)
        .flat_map(|folder| NAMES.iter().map(move |name| folder.join(name)))
        .find(|candidate| candidate.is_file())
}

const NAMES: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
