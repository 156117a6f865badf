//! What `lint` reads: files, directories, and the configuration.

use std::path::{Path, PathBuf};

use can_assume_core::diagnostic::Diagnostic;
use can_assume_core::lint::File;
use can_assume_core::lint::config::{Config, Date};
use can_assume_core::read;
use ignore::WalkBuilder;

use super::file::Limit;
use super::{InputError, Reader};

/// The name of the configuration.
const CONFIG: &str = "can-assume.toml";

/// The files at `paths`: those that are named, and the JSON and YAML files in directories, but for those that git ignores; and what
/// cannot be read.
pub(crate) fn lint_files(reader: &mut Reader, paths: &[PathBuf]) -> (Vec<File>, Vec<Diagnostic>) {
    let (mut files, mut errors) = (Vec::new(), Vec::new());
    for path in paths {
        if path != Path::new("-") && path.is_dir() {
            walk(reader, path, &mut files, &mut errors);
        } else {
            match reader.text("PATH", path, limit_of(path)) {
                Ok(source) => files.push(File { source, named: true }),
                Err(InputError(diagnostics)) => errors.extend(diagnostics),
            }
        }
    }
    let mut seen: Vec<String> = Vec::new();
    files.retain(|file| {
        let fresh = !seen.contains(&file.source.name);
        seen.push(file.source.name.clone());
        fresh
    });
    (files, errors)
}

fn walk(reader: &mut Reader, folder: &Path, files: &mut Vec<File>, errors: &mut Vec<Diagnostic>) {
    let walk = WalkBuilder::new(folder)
        // Workflows stand in a hidden directory.
        .hidden(false)
        .filter_entry(|entry| entry.file_name() != ".git")
        .sort_by_file_name(std::cmp::Ord::cmp)
        .build();
    for entry in walk {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let InputError(diagnostics) = InputError::plain(
                    format!("cannot look into {}: {error}", folder.display()),
                    "check the path",
                );
                errors.extend(diagnostics);
                continue;
            }
        };
        let path = entry.path().strip_prefix(".").unwrap_or(entry.path());
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        if is_file && is_candidate(path) {
            match reader.text("PATH", path, limit_of(path)) {
                Ok(source) => files.push(File { source, named: false }),
                Err(InputError(diagnostics)) if names_a_call(path) => errors.extend(diagnostics),
                // Whatever else lies in a directory may be unreadable as text without being of interest.
                Err(_) => {}
            }
        }
    }
}

/// Whether a file that cannot be read as text names the calls that trust policies are about: it is not left out without a word.
fn names_a_call(path: &Path) -> bool {
    const CALL: &[u8] = b"sts:AssumeRole";
    let bytes = std::fs::read(path).unwrap_or_default();
    // In UTF-16 every other byte is zero.
    let letters: Vec<u8> = bytes.into_iter().filter(|byte| *byte != 0).collect();
    letters.windows(CALL.len()).any(|window| window == CALL)
}

/// What a file is by its name: a workflow, or a policy or a dump of them.
fn limit_of(path: &Path) -> Limit {
    let is_yaml = path.extension().is_some_and(|extension| extension == "yml" || extension == "yaml");
    if is_yaml { Limit::Workflow } else { Limit::Dump }
}

/// Whether a file may be a trust policy or a workflow, by its name.
fn is_candidate(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    ["json", "yml", "yaml"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// The configuration: the one that is named, else `can-assume.toml` in the working directory or the nearest directory above it, up to the
/// root of the checkout.
///
/// # Errors
/// When it cannot be read, or says what no configuration says.
pub(crate) fn config(
    reader: &mut Reader,
    named: Option<&Path>,
    none: bool,
) -> Result<Option<Config>, InputError> {
    let (path, from) = match named {
        Some(path) => (path.to_path_buf(), String::new()),
        None if none => return Ok(None),
        None => match discover() {
            Some(found) => found,
            None => return Ok(None),
        },
    };
    let source = reader.text("--config", &path, Limit::Config)?;
    let config = Config::read(&source).map_err(InputError)?;
    Ok(Some(Config { from, ..config }))
}

/// The configuration of the nearest directory that has one, and the path of the working directory from there.
fn discover() -> Option<(PathBuf, String)> {
    let here = std::env::current_dir().ok()?;
    let mut shown = PathBuf::new();
    for folder in here.ancestors() {
        if folder.join(CONFIG).is_file() {
            let below = here.strip_prefix(folder).unwrap_or(Path::new(""));
            let from = below.iter().map(|part| format!("{}/", part.to_string_lossy())).collect();
            return Some((shown.join(CONFIG), from));
        }
        if folder.join(".git").exists() {
            return None;
        }
        shown.push("..");
    }
    None
}

/// The date of today, in UTC.
pub(crate) fn today() -> Date {
    read::day(super::time::now())
}
