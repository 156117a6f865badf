//! One line a thing, for editors and grep: `file:line:column: level[id]: headline` for a diagnostic; `exposure` has the lines of
//! `who` and `diff`.

mod exposure;

pub use exposure::{diff, who};

use can_assume_core::diagnostic::{Diagnostic, Level};
use can_assume_core::explain::Answer;
use can_assume_core::iam::line_index::LineIndex;
use can_assume_core::iam::trace::Decision;

use crate::escape::terminal;

/// The decision on a line of its own, then a line for each diagnostic.
pub fn answer(answer: &Answer) -> String {
    let word = match answer.verdict.decision {
        Decision::Allowed => "allowed",
        Decision::ExplicitDeny => "explicitDeny",
        Decision::ImplicitDeny => "implicitDeny",
        Decision::Undetermined => "undetermined",
    };
    let verdict = &answer.verdict;
    let missing: Vec<_> = verdict.missing.iter().map(|key| terminal(&key.key)).collect();
    let open =
        if missing.is_empty() { String::new() } else { format!(" ({} would decide)", missing.join(", ")) };
    format!(
        "{word} {} {}{open}\n{}",
        verdict.stage.as_str(),
        verdict.authenticity.as_str(),
        diagnostics(&answer.diagnostics)
    )
}

/// One line for each diagnostic.
pub fn diagnostics(all: &[Diagnostic]) -> String {
    all.iter().map(line).collect()
}

fn line(diagnostic: &Diagnostic) -> String {
    let level = match diagnostic.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    };
    let id = if diagnostic.id.is_empty() { String::new() } else { format!("[{}]", diagnostic.id) };
    let headline = terminal(&diagnostic.headline);
    match diagnostic.labels.first() {
        Some(label) => {
            let place = LineIndex::new(&label.source.text).position(label.span.start);
            let text =
                if label.text.is_empty() { String::new() } else { format!(": {}", terminal(&label.text)) };
            format!(
                "{}:{}:{}: {level}{id}: {headline}{text}\n",
                terminal(&label.source.name),
                place.line,
                place.column
            )
        }
        None => format!("{level}{id}: {headline}\n"),
    }
}
