//! What can be done about a number of answers: their proven fixes, put together.

use can_assume_iam::trace::Decision;

use crate::diagnostic::{Diagnostic, Edit, Level, SourceText};
use crate::edits::apply;
use crate::explain::{Answer, ProvenFix};
use crate::workflow::WorkflowAnswer;

/// What can be done about the answers that there are.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// The fixes, each once, those that overlap with an earlier one left out.
    pub fixes: Vec<PlannedFix>,
    /// The denials without a proven fix.
    pub unfixed: Vec<Diagnostic>,
    /// Whether some verdict is open.
    pub open: bool,
}

/// One proven fix with the cause it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedFix {
    /// The id of the cause; empty where the verdict is open.
    pub cause: String,
    /// What is wrong, in one line.
    pub headline: String,
    /// The fix.
    pub fix: ProvenFix,
}

impl Plan {
    /// Adds what can be done about one answer.
    pub fn add(&mut self, answer: &Answer) {
        match answer.verdict.decision {
            Decision::Allowed => return,
            Decision::Undetermined => self.open = true,
            Decision::ExplicitDeny | Decision::ImplicitDeny => {}
        }
        let Some(fix) = answer.fixes.first() else {
            if answer.verdict.decision != Decision::Undetermined {
                self.add_unfixed(answer);
            }
            return;
        };
        let cause = answer.cause.as_ref();
        self.add_fix(PlannedFix {
            cause: cause.map_or_else(String::new, |cause| cause.id.to_owned()),
            headline: cause.map_or_else(|| "the verdict is open".to_owned(), |cause| cause.headline.clone()),
            fix: fix.clone(),
        });
    }

    /// Adds what can be done about every row of a workflow, and about the workflow itself.
    pub fn add_workflow(&mut self, answer: &WorkflowAnswer) {
        for row in &answer.rows {
            self.add(&row.answer);
        }
        for found in &answer.fixes {
            self.add_fix(PlannedFix {
                cause: found.cause.to_owned(),
                headline: found.headline.clone(),
                fix: found.fix.clone(),
            });
        }
    }

    /// Adds a fix that does not overlap with an earlier one.
    fn add_fix(&mut self, planned: PlannedFix) {
        let overlaps = |known: &PlannedFix| {
            known.fix.edits.iter().any(|one| {
                planned.fix.edits.iter().any(|other| {
                    one.source.name == other.source.name
                        && one.span.start <= other.span.end
                        && other.span.start <= one.span.end
                })
            })
        };
        if !self.fixes.iter().any(overlaps) {
            self.fixes.push(planned);
        }
    }

    fn add_unfixed(&mut self, answer: &Answer) {
        for diagnostic in answer.diagnostics.iter().filter(|one| one.level == Level::Error) {
            if !self.unfixed.contains(diagnostic) {
                self.unfixed.push(diagnostic.clone());
            }
        }
    }
}

/// The texts that the fixes edit, each once, in order of first mention.
pub fn edited_texts(fixes: &[PlannedFix]) -> Vec<&SourceText> {
    let mut texts: Vec<&SourceText> = Vec::new();
    for edit in fixes.iter().flat_map(|planned| &planned.fix.edits) {
        if !texts.contains(&&edit.source) {
            texts.push(&edit.source);
        }
    }
    texts
}

/// `source` with every edit of it that the fixes have made; `None` when one lies outside of it.
pub fn edited(source: &SourceText, fixes: &[PlannedFix]) -> Option<String> {
    let mut edits: Vec<Edit> = fixes
        .iter()
        .flat_map(|planned| &planned.fix.edits)
        .filter(|edit| edit.source == *source)
        .cloned()
        .collect();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    apply(&source.text, &edits)
}
