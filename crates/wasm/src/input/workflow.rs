//! A workflow and what is known of its repository.

use can_assume_core::diagnostic::SourceText;
use can_assume_core::github::facts::Facts;
use can_assume_core::github::workflow::Prediction;
use can_assume_core::read::{self, InputError, RepositoryFiles};
use can_assume_core::workflow::{RolePolicy, Selection};

use super::Text;

/// A workflow as it was read.
pub(crate) struct Workflow {
    /// Its text.
    pub(crate) source: SourceText,
    /// What is known of its repository.
    pub(crate) facts: Facts,
    /// The other files of the repository, by path.
    pub(crate) files: RepositoryFiles,
    /// What its runs would be issued.
    pub(crate) prediction: Prediction,
    /// The cases that are asked for.
    pub(crate) selection: Selection,
}

impl Workflow {
    /// Reads the workflow and predicts, for all of its cases.
    ///
    /// # Errors
    /// When a text cannot be read, or the facts are about another repository.
    pub(crate) fn read(
        workflow: Text,
        files: Vec<Text>,
        repository: Option<&str>,
        facts: Option<Text>,
    ) -> Result<Self, InputError> {
        let source = workflow.yaml();
        let facts_file = facts.as_ref().map(|text| text.name.clone());
        let facts = facts.map(|text| read::facts(&text.into())).transpose()?.unwrap_or_default();
        let facts = match repository {
            Some(repository) => read::facts_about(facts, repository)?,
            None => facts,
        };
        let files = files.into_iter().map(Text::yaml).collect();
        let files = RepositoryFiles::around(&source.name, facts_file.as_deref(), files);
        let prediction = read::prediction(&source, &facts, &files)?;
        Ok(Self { source, facts, files, prediction, selection: Selection::default() })
    }

    /// The same workflow, of which only some cases are asked for.
    pub(crate) fn select(
        mut self,
        job: Option<String>,
        event: Option<String>,
        git_ref: Option<String>,
    ) -> Self {
        self.selection = Selection { job, event, git_ref };
        self
    }

    /// The roles of the policies, and those that the facts name; `wanted` chooses one.
    ///
    /// # Errors
    /// When a policy cannot be read, or the files lack one that the facts name.
    pub(crate) fn role_policies(
        &self,
        policies: Vec<Text>,
        wanted: Option<&str>,
    ) -> Result<Vec<RolePolicy>, InputError> {
        let mut all = Vec::new();
        for policy in policies {
            all.extend(read::role_policies(&policy.into(), wanted)?);
        }
        for (name, path) in read::policy_files(&self.facts, wanted) {
            all.push(read::role_called(name, self.files.beside_facts(name, path)?)?);
        }
        Ok(all)
    }
}
