//! The other files of a workflow's repository, where they are given as texts.

use can_assume_github::workflow::Resolver;

use super::InputError;
use crate::diagnostic::SourceText;

/// Files of a repository, named by their paths in it.
#[derive(Debug, Clone, Default)]
pub struct RepositoryFiles {
    files: Vec<SourceText>,
    /// The directory of the workflow, where that is not `.github/workflows`.
    beside: Option<String>,
    /// The directory of the facts.
    facts: String,
}

impl RepositoryFiles {
    /// The files of the repository that the file called `workflow` stands in; `facts` is the name of the file of facts.
    ///
    /// A workflow that stands elsewhere than in `.github/workflows` has its directory take that place, and what would be
    /// in `.github` beside it.
    pub fn around(workflow: &str, facts: Option<&str>, files: Vec<SourceText>) -> Self {
        let folder = folder(workflow);
        let usual = folder == ".github/workflows" || folder.ends_with("/.github/workflows");
        Self {
            files,
            beside: (!usual).then(|| folder.to_owned()),
            facts: facts.map(self::folder).unwrap_or_default().to_owned(),
        }
    }

    /// The trust policy of the role that the facts call `role`, at `path` from where the facts are.
    ///
    /// # Errors
    /// When it is not among the files.
    pub fn beside_facts(&self, role: &str, path: &str) -> Result<&SourceText, InputError> {
        self.named(&joined(&self.facts, path)).ok_or_else(|| {
            InputError::plain(
                format!("the facts name `{path}` as the policy of `{role}`, and that file is not given"),
                "add it to `files`, or take the role out of the facts' `roles`",
            )
        })
    }

    fn named(&self, path: &str) -> Option<&SourceText> {
        self.files.iter().find(|file| file.name.strip_prefix("./").unwrap_or(&file.name) == path)
    }
}

impl Resolver for RepositoryFiles {
    fn read(&self, path: &str) -> Option<String> {
        let moved = self.beside.as_ref().and_then(|folder| {
            let inside = path.strip_prefix(".github/workflows/").or_else(|| path.strip_prefix(".github/"))?;
            self.named(&joined(folder, inside))
        });
        moved.or_else(|| self.named(path)).map(|file| file.text.to_string())
    }
}

/// The directory of a path; empty for a name without one.
fn folder(path: &str) -> &str {
    path.strip_prefix("./").unwrap_or(path).rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// `path` as seen from `folder`; steps up and in place are taken.
fn joined(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[&str]) -> Vec<SourceText> {
        names.iter().map(|name| SourceText::new(*name, *name)).collect()
    }

    #[test]
    fn a_workflow_in_its_place_finds_files_by_their_paths() {
        let given = files(&[".github/workflows/callee.yml", "./action/action.yml"]);
        let files = RepositoryFiles::around(".github/workflows/main.yml", None, given);
        assert_eq!(
            files.read(".github/workflows/callee.yml").as_deref(),
            Some(".github/workflows/callee.yml")
        );
        assert_eq!(files.read("action/action.yml").as_deref(), Some("./action/action.yml"));
        assert_eq!(files.read("callee.yml"), None);
    }

    #[test]
    fn a_workflow_elsewhere_has_its_directory_take_the_place() {
        let given = files(&["examples/workflows/callee.yml", "examples/workflows/actions/a/action.yml"]);
        let files = RepositoryFiles::around("examples/workflows/main.yml", None, given);
        assert_eq!(
            files.read(".github/workflows/callee.yml").as_deref(),
            Some("examples/workflows/callee.yml")
        );
        assert_eq!(
            files.read(".github/actions/a/action.yml").as_deref(),
            Some("examples/workflows/actions/a/action.yml")
        );
    }

    #[test]
    fn policies_of_the_facts_stand_beside_them() {
        let given = files(&["policies/deploy.json"]);
        let files = RepositoryFiles::around("w.yml", Some("facts/facts.json"), given);
        assert_eq!(
            files.beside_facts("deploy", "../policies/deploy.json").unwrap().name,
            "policies/deploy.json"
        );
        let error = files.beside_facts("deploy", "other.json").unwrap_err();
        assert!(error.0[0].headline.contains("`other.json` as the policy of `deploy`"));
    }
}
