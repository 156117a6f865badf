//! `branches`, `tags` and their `-ignore` forms.

use std::sync::Arc;

use super::super::error::WorkflowError;
use super::super::finding::{FindingId, Report};
use super::super::hole::{FilterList, FilterMode, Hole, HoleKind, Pattern};
use super::super::yaml::Node;
use super::super::{FileId, Place};
use super::RefSet;

/// What is needed to read filters and to say where they are wrong.
pub(super) struct Filters<'a> {
    pub(super) file: FileId,
    pub(super) name: &'a str,
    pub(super) text: &'a str,
}

impl Filters<'_> {
    /// The filter `only` or its counterpart `ignore` of a trigger.
    pub(super) fn list(
        &self,
        config: Option<&Node>,
        only: &str,
        ignore: &str,
        report: &mut Report,
    ) -> Result<Option<Arc<FilterList>>, WorkflowError> {
        let Some(config) = config else { return Ok(None) };
        let (selects, ignores) = (config.entry(only), config.entry(ignore));
        if let (Some(_), Some(second)) = (selects, ignores) {
            let message = format!("`{only}` and `{ignore}` cannot stand together");
            report.finding(FindingId::FilterConflict, self.file, second.key_span, message);
        }
        let (entry, mode) = match (selects, ignores) {
            (Some(entry), _) => (entry, FilterMode::Only),
            (None, Some(entry)) => (entry, FilterMode::Ignore),
            (None, None) => return Ok(None),
        };
        let patterns = entry.value.strings();
        if patterns.is_empty() {
            return Ok(None);
        }
        if patterns.len() > MAX_PATTERNS {
            let message =
                format!("a filter has {} patterns, at most {MAX_PATTERNS} are read", patterns.len());
            return Err(WorkflowError::limit(self.name, self.text, entry.key_span, message));
        }
        if let Some((_, span)) = patterns.iter().find(|(pattern, _)| pattern.len() > MAX_PATTERN) {
            let message = format!("a filter pattern has more than {MAX_PATTERN} bytes");
            return Err(WorkflowError::limit(self.name, self.text, *span, message));
        }
        let list = FilterList::parse(mode, patterns.iter().map(|(pattern, _)| *pattern));
        let wildcards = list.patterns.iter().filter(|(_, glob)| glob.literal().is_none());
        if wildcards.map(|(_, glob)| glob.as_str().len()).sum::<usize>() > MAX_WILDCARDS {
            let message = format!("the patterns of a filter have more than {MAX_WILDCARDS} bytes");
            return Err(WorkflowError::limit(self.name, self.text, entry.key_span, message));
        }
        if mode == FilterMode::Only && list.positive().next().is_none() {
            let place = Place::new(self.file, entry.key_span);
            report.note(Some(place), format!("`{only}` has no pattern without `!` and lets nothing in"));
        }
        Ok(Some(Arc::new(list)))
    }

    /// The refs that pass a filter: one set for each pattern that lets in.
    pub(super) fn refs(
        list: Option<&Arc<FilterList>>,
        make: impl Fn(Option<super::super::hole::Glob>, Option<Arc<FilterList>>) -> RefSet,
    ) -> Vec<RefSet> {
        let Some(list) = list else { return vec![make(None, None)] };
        match list.mode {
            FilterMode::Ignore => vec![make(None, Some(list.clone()))],
            FilterMode::Only => list
                .positive()
                .filter(|glob| glob.literal().is_none_or(|name| list.accepts(&name)))
                .map(|glob| make(Some(glob.clone()), list.has_negation().then(|| list.clone())))
                .collect(),
        }
    }

    /// The base branches that pass a filter, as one value.
    pub(super) fn base(list: Option<&Arc<FilterList>>, name: &str) -> Pattern {
        let mut hole = Hole::new(name, HoleKind::Branch);
        let Some(list) = list else { return Pattern::hole(hole) };
        let literals: Option<Vec<String>> = match list.mode {
            FilterMode::Only => list.positive().map(super::super::hole::Glob::literal).collect(),
            FilterMode::Ignore => None,
        };
        match literals {
            Some(names) => {
                let names: Vec<String> = names.into_iter().filter(|name| list.accepts(name)).collect();
                if let [name] = names.as_slice() {
                    return Pattern::literal(name.as_str());
                }
                hole.constraint.one_of = Some(names);
            }
            None => {
                let mut positive = list.positive();
                let (first, second) = (positive.next(), positive.next());
                match (first, second) {
                    (Some(glob), None) if list.mode == FilterMode::Only && !list.has_negation() => {
                        hole.constraint.glob = Some(glob.clone());
                    }
                    _ => hole.constraint.filter = Some(list.clone()),
                }
            }
        }
        Pattern::hole(hole)
    }
}

/// No workflow has as many; GitHub's own bound is not documented.
const MAX_PATTERNS: usize = 200;

/// Longer than any ref.
const MAX_PATTERN: usize = 512;

/// Bytes of all patterns with wildcards in one filter; bounds the time a match takes.
const MAX_WILDCARDS: usize = 4096;
