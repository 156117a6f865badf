//! The output of `fix`.

use can_assume_core::plan::{Plan, PlannedFix, edited, edited_texts};
use serde::Serialize;

use super::check::decision;
use super::place::JsonEdit;

/// The proven fixes, each with the files as they are once it is made.
#[derive(Debug, Serialize)]
pub struct FixReport {
    version: u32,
    fixes: Vec<JsonPlannedFix>,
}

impl FixReport {
    /// The report of `plan`.
    pub fn new(plan: &Plan) -> Self {
        Self { version: 1, fixes: plan.fixes.iter().map(JsonPlannedFix::new).collect() }
    }
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct JsonPlannedFix {
    cause: String,
    headline: String,
    title: String,
    decision_after: &'static str,
    gains: Vec<String>,
    edits: Vec<JsonEdit>,
    files: Vec<JsonFile>,
}

#[derive(Debug, Serialize)]
struct JsonFile {
    name: String,
    text: String,
}

impl JsonPlannedFix {
    fn new(planned: &PlannedFix) -> Self {
        let alone = std::slice::from_ref(planned);
        let fix = &planned.fix;
        let files = edited_texts(alone)
            .into_iter()
            .filter_map(|source| Some(JsonFile { name: source.name.clone(), text: edited(source, alone)? }));
        Self {
            cause: planned.cause.clone(),
            headline: planned.headline.clone(),
            title: fix.title.clone(),
            decision_after: decision(fix.decision_after),
            gains: fix.gains.clone(),
            edits: fix.edits.iter().map(JsonEdit::new).collect(),
            files: files.collect(),
        }
    }
}
