//! Reading the files that a workflow refers to.

/// Gives the text of files of the workflow's own repository, at the workflow's own commit.
///
/// A closure `Fn(&str) -> Option<String>` is one.
pub trait Resolver {
    /// The text of the file at `path`, relative to the root of the repository and with `/` between its parts; `None`
    /// when there is no such file or it cannot be read.
    fn read(&self, path: &str) -> Option<String>;
}

impl<F: Fn(&str) -> Option<String>> Resolver for F {
    fn read(&self, path: &str) -> Option<String> {
        self(path)
    }
}

/// A resolver that has no file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NoFiles;

impl Resolver for NoFiles {
    fn read(&self, _path: &str) -> Option<String> {
        None
    }
}

/// Whether a `uses` names something on the runner (`./path` or `$/path`) and nothing of another repository.
pub(super) fn is_local(uses: &str) -> bool {
    uses.starts_with("./") || uses.starts_with("$/")
}

/// The path of a local `uses` (`./path` or `$/path`), with `.` and empty parts taken out; `None` for a remote one and
/// for a path that leaves the repository.
///
/// Sources: <https://docs.github.com/en/actions/reference/workflows-and-actions/reusing-workflow-configurations>,
/// <https://github.blog/changelog/2026-07-30-reference-same-repository-actions-with-self-repository-syntax/>
pub(super) fn local_path(uses: &str) -> Option<String> {
    let path = uses.strip_prefix("./").or_else(|| uses.strip_prefix("$/"))?;
    let mut parts = Vec::new();
    for part in path.split('/').filter(|part| !part.is_empty() && *part != ".") {
        if part == ".." {
            return None;
        }
        parts.push(part);
    }
    Some(parts.join("/"))
}

/// The path in the repository of a file that was named in some other way: from `.github/workflows/` on, else that
/// directory and the file's own name.
pub(super) fn workflow_path(name: &str) -> String {
    let name = name.replace('\\', "/");
    match name.rsplit_once(DIRECTORY) {
        Some((_, file)) => format!("{DIRECTORY}{file}"),
        None => format!("{DIRECTORY}{}", name.rsplit('/').next().unwrap_or_default()),
    }
}

const DIRECTORY: &str = ".github/workflows/";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        assert_eq!(local_path("./.github/workflows/a.yml").as_deref(), Some(".github/workflows/a.yml"));
        assert_eq!(local_path("$/actions//x/.").as_deref(), Some("actions/x"));
        assert_eq!(local_path("./../x"), None);
        assert_eq!(local_path("o/r/.github/workflows/a.yml@v1"), None);
        assert_eq!(workflow_path("/home/me/r/.github/workflows/a.yml"), ".github/workflows/a.yml");
        assert_eq!(workflow_path("examples\\a.yml"), ".github/workflows/a.yml");
    }
}
