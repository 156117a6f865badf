//! The files of a prediction: what was read so far, by path.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::candidate::SourceFile;
use super::finding::Report;
use super::model::Workflow;
use super::source::Resolver;
use super::yaml::{Node, parse};
use super::{FileId, Place, assume, availability, check};

/// Reads files through the resolver, each once.
pub(super) struct Files<'a> {
    resolver: &'a dyn Resolver,
    read: Vec<SourceFile>,
    workflows: BTreeMap<String, Option<Rc<Workflow>>>,
    actions: BTreeMap<String, Option<(FileId, Rc<Node>)>>,
}

impl<'a> Files<'a> {
    /// Starts with the workflow that was asked about.
    pub(super) fn new(resolver: &'a dyn Resolver, name: &str, text: &str) -> Self {
        let first = SourceFile { name: name.to_owned(), text: text.to_owned() };
        Self { resolver, read: vec![first], workflows: BTreeMap::new(), actions: BTreeMap::new() }
    }

    /// The text of a file that was read.
    pub(super) fn text(&self, file: FileId) -> &str {
        self.read.get(file.0).map_or("", |file| &file.text)
    }

    /// All files that were read.
    pub(super) fn into_read(self) -> Vec<SourceFile> {
        self.read
    }

    /// The reusable workflow at `path`; `None` when there is none or it cannot be read, which is noted.
    pub(super) fn workflow(&mut self, path: &str, report: &mut Report) -> Option<Rc<Workflow>> {
        if let Some(known) = self.workflows.get(path) {
            return known.clone();
        }
        let workflow = self.load(path, report).and_then(|(file, text)| {
            let read = Workflow::read(path, &text, file, false, report);
            let read = read
                .map_err(|error| report.note(Some(Place::new(file, error.span())), error.to_string()))
                .ok()?;
            check::expressions(&read.root, file, &text, report);
            availability::contexts(&read.root, file, &text, report);
            assume::find_keys(&read, report);
            Some(read)
        });
        let workflow = workflow.map(Rc::new);
        self.workflows.insert(path.to_owned(), workflow.clone());
        workflow
    }

    /// The action in the directory `path`; `None` when there is none or it cannot be read, which is noted.
    pub(super) fn action(&mut self, path: &str, report: &mut Report) -> Option<(FileId, Rc<Node>)> {
        if let Some(known) = self.actions.get(path) {
            return known.clone();
        }
        let names = ["action.yml", "action.yaml"]
            .map(|name| if path.is_empty() { name.into() } else { format!("{path}/{name}") });
        let action =
            names.iter().find_map(|name| self.load(name, report)).and_then(|(file, text)| {
                match parse(&text) {
                    Ok(document) => Some((file, document.root)),
                    Err(error) => {
                        report.note(Some(Place::new(file, error.span)), error.message);
                        None
                    }
                }
            });
        self.actions.insert(path.to_owned(), action.clone());
        action
    }

    fn load(&mut self, path: &str, report: &mut Report) -> Option<(FileId, String)> {
        if self.read.len() >= LIMIT {
            report.note(None, format!("more than {LIMIT} files are referred to; `{path}` is not read"));
            return None;
        }
        let text = self.resolver.read(path)?;
        let file = FileId(self.read.len());
        self.read.push(SourceFile { name: path.to_owned(), text: text.clone() });
        Some((file, text))
    }
}

/// GitHub follows at most 50 reusable workflows; composite actions come on top.
const LIMIT: usize = 200;
