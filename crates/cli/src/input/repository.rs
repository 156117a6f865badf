//! The files of the repository that a workflow stands in.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use can_assume_core::github::workflow::Resolver;

/// The checkout around a workflow.
#[derive(Debug, Clone)]
pub(crate) struct Repository {
    root: Option<PathBuf>,
    /// The directory of the workflow, where that is not the root's `.github/workflows`.
    beside: Option<PathBuf>,
}

impl Repository {
    /// Finds the root of the checkout around the file at `workflow`: the directory above `.github/workflows`, else the
    /// nearest one above that holds `.git` or `.github`. Standard input has none.
    pub(crate) fn around(workflow: &Path) -> Self {
        let none = Self { root: None, beside: None };
        if workflow == Path::new("-") {
            return none;
        }
        let Ok(full) = workflow.canonicalize() else { return none };
        let Some(folder) = full.parent() else { return none };
        if folder.ends_with(".github/workflows") {
            let root = folder.parent().and_then(Path::parent).map(Path::to_path_buf);
            return Self { root, beside: None };
        }
        let holds = |at: &&Path| at.join(".git").exists() || at.join(".github").is_dir();
        let root = folder.ancestors().find(holds).map(Path::to_path_buf);
        Self { root, beside: Some(folder.to_path_buf()) }
    }

    /// Where the file at `path` in the repository is; `None` when there is none, or it lies outside.
    ///
    /// A workflow that stands elsewhere than in `.github/workflows` has its directory take that place, and what would be
    /// in `.github` beside it.
    pub(crate) fn find(&self, path: &str) -> Option<PathBuf> {
        let moved = self.beside.as_ref().and_then(|folder| {
            let inside = path.strip_prefix(".github/workflows/").or_else(|| path.strip_prefix(".github/"))?;
            within(folder, inside)
        });
        moved.or_else(|| within(self.root.as_ref()?, path))
    }
}

impl Resolver for Repository {
    fn read(&self, path: &str) -> Option<String> {
        let file = File::open(self.find(path)?).ok()?;
        let mut text = String::new();
        file.take(MOST_BYTES).read_to_string(&mut text).ok()?;
        ((text.len() as u64) < MOST_BYTES).then_some(text)
    }
}

/// The file at `path` below `folder`, also when links are followed.
fn within(folder: &Path, path: &str) -> Option<PathBuf> {
    let full = folder.join(path).canonicalize().ok()?;
    (full.starts_with(folder.canonicalize().ok()?) && full.is_file()).then_some(full)
}

/// A larger file is no workflow that GitHub would run.
const MOST_BYTES: u64 = 8 << 20;
