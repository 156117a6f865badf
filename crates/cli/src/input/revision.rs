//! Reads a file as it was at a revision of the git repository that it is in.

use std::path::Path;
use std::process::{Command, Output};

use can_assume_core::diagnostic::SourceText;

use super::InputError;

/// A file at a revision.
pub(crate) struct AtRevision {
    /// Its text.
    pub(crate) text: SourceText,
    /// What it was called there, where that is something else.
    pub(crate) renamed_from: Option<String>,
}

/// The text of `file` at `revision` of its git repository; where git says that the file was renamed since, that of the file it was.
///
/// # Errors
/// When there is no such revision, the file is not in it by that name or an earlier one, or its text is no UTF-8.
pub(crate) fn at_revision(revision: &str, file: &Path) -> Result<AtRevision, InputError> {
    let cannot = |why: &str, help: String| {
        InputError::plain(format!("cannot read {} at `{revision}`: {why}", file.display()), help)
    };
    let known = "give a branch, a tag or a commit that `git rev-parse` knows".to_owned();
    if revision.starts_with('-') || revision.is_empty() {
        return Err(cannot("not a revision", known));
    }
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Some(base) = file.file_name().and_then(|name| name.to_str()) else {
        return Err(cannot("not the name of a file", "give a file of the repository".to_owned()));
    };
    let git = |words: &[&str]| {
        let mut command = Command::new("git");
        command.arg("-C").arg(folder).args(words);
        let help = "give the file before and the file after instead";
        command.output().map_err(|error| cannot(&format!("cannot start git: {error}"), help.to_owned()))
    };
    let verified =
        git(&["rev-parse", "--quiet", "--verify", "--end-of-options", &format!("{revision}^{{commit}}")])?;
    if !verified.status.success() {
        let said = first_line(&verified.stderr);
        let why = if said.is_empty() { "there is no such revision" } else { said.as_str() };
        return Err(cannot(why, known));
    }
    let mut found = git(&["show", &format!("{revision}:./{base}")])?;
    let mut renamed_from = None;
    if !found.status.success()
        && let Some(old) = name_before(&git, revision, base)?
    {
        found = git(&["show", &format!("{revision}:{old}")])?;
        renamed_from = Some(old);
    }
    if !found.status.success() {
        let help = format!(
            "where it had another name, run `git show {revision}:OLD | can-assume diff - {}`",
            file.display()
        );
        return Err(cannot("it is not in that revision", help));
    }
    let name = renamed_from.clone().unwrap_or_else(|| file.display().to_string());
    let text =
        String::from_utf8(found.stdout).map_err(|_| cannot("not UTF-8", "give a text file".to_owned()))?;
    Ok(AtRevision { text: SourceText::new(format!("{revision}:{name}"), text), renamed_from })
}

/// What the file `base` of git's folder was called at `revision`, from the root of the repository on, where git takes it for renamed since.
fn name_before(
    git: &impl Fn(&[&str]) -> Result<Output, InputError>,
    revision: &str,
    base: &str,
) -> Result<Option<String>, InputError> {
    let prefix = git(&["rev-parse", "--show-prefix"])?;
    let now = format!("{}{base}", first_line(&prefix.stdout));
    let renames = git(&[
        "diff",
        "--no-relative",
        "--find-renames",
        "--diff-filter=R",
        "--name-status",
        "-z",
        revision,
        "--",
    ])?;
    let said = String::from_utf8_lossy(&renames.stdout);
    let mut words = said.split('\0');
    while let (Some(_), Some(old), Some(new)) = (words.next(), words.next(), words.next()) {
        if new == now {
            return Ok(Some(old.to_owned()));
        }
    }
    Ok(None)
}

fn first_line(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).lines().next().unwrap_or_default().to_owned()
}
