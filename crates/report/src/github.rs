//! Workflow commands: annotations in a run of GitHub Actions.
//!
//! Sources: <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>,
//! <https://github.com/actions/toolkit/blob/main/docs/problem-matchers.md#limitations>

use can_assume_core::diagnostic::{Diagnostic, Label, Level};
use can_assume_core::iam::line_index::LineIndex;

use crate::escape::{command_message, command_property, terminal};

/// Annotations for those of the diagnostics that have a place, each once and the gravest first: at most ten, of which the
/// last counts the rest.
pub fn diagnostics<'a>(all: impl IntoIterator<Item = &'a Diagnostic>) -> String {
    let mut placed: Vec<(&Diagnostic, &Label)> = Vec::new();
    for diagnostic in all {
        // Several jobs may be denied by the same line.
        if let Some(label) = place(diagnostic)
            && placed.iter().all(|(known, _)| *known != diagnostic)
        {
            placed.push((diagnostic, label));
        }
    }
    placed.sort_by_key(|(diagnostic, _)| std::cmp::Reverse(diagnostic.level));
    let rest = placed.len().saturating_sub(MOST);
    let mut out = String::new();
    for (index, (diagnostic, label)) in placed.iter().take(MOST).enumerate() {
        let others = if index + 1 == MOST { rest } else { 0 };
        out.push_str(&command(diagnostic, label, others));
    }
    out
}

/// The place that an annotation stands at: the first primary one.
fn place(diagnostic: &Diagnostic) -> Option<&Label> {
    diagnostic.labels.iter().find(|label| label.primary)
}

fn command(diagnostic: &Diagnostic, label: &Label, others: usize) -> String {
    let name = match diagnostic.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    let (from, to) = LineIndex::new(&label.source.text).range(label.span);
    let mut properties = vec![
        format!("file={}", command_property(&label.source.name)),
        format!("line={}", from.line),
        format!("endLine={}", to.line),
    ];
    // Columns of a range over several lines would be read as columns of its first line.
    if from.line == to.line {
        properties.push(format!("col={}", from.column));
        properties.push(format!("endColumn={}", to.column));
    }
    let title =
        if diagnostic.id.is_empty() { "can-assume".into() } else { format!("can-assume {}", diagnostic.id) };
    properties.push(format!("title={}", command_property(&title)));
    let mut lines = vec![terminal(&diagnostic.headline).into_owned()];
    lines.extend(diagnostic.notes.iter().map(|note| format!("note: {}", terminal(note))));
    lines.extend(diagnostic.helps.iter().map(|help| format!("help: {}", terminal(&help.text))));
    if others > 0 {
        lines.push(format!("and {others} more; the log of the step has all"));
    }
    format!("::{name} {}::{}\n", properties.join(","), command_message(&lines.join("\n")))
}

/// How many annotations a step shows of one kind.
const MOST: usize = 10;

#[cfg(test)]
mod tests {
    use can_assume_core::diagnostic::SourceText;
    use can_assume_core::iam::span::Span;

    use super::*;

    fn at(file: &str, headline: &str) -> Diagnostic {
        let source = SourceText::new(file, "one\ntwo\n");
        Diagnostic::new(Level::Error, "an-id", headline).primary(&source, Span::new(4, 7), "")
    }

    #[test]
    fn hostile_text_stays_inside_its_annotation() {
        let said = diagnostics([&at("a,b:c.json", "bad\n::set-output name=x::y 100%")]);
        assert_eq!(
            said,
            "::error file=a%2Cb%3Ac.json,line=2,endLine=2,col=1,endColumn=4,title=can-assume an-id::bad\\n::set-output name=x::y 100%25\n"
        );
    }

    #[test]
    fn ten_are_shown_and_the_last_counts_the_rest() {
        let mut all: Vec<Diagnostic> =
            (0..12).map(|number| at("p.json", &format!("number {number}"))).collect();
        all.push(Diagnostic::new(Level::Error, "", "without a place"));
        let said = diagnostics(&all);
        assert_eq!(said.lines().count(), 10);
        assert!(said.lines().last().unwrap().ends_with("number 9%0Aand 2 more; the log of the step has all"));
    }

    #[test]
    fn the_gravest_come_first() {
        let source = SourceText::new("p.json", "x");
        let note = Diagnostic::new(Level::Note, "", "a note").primary(&source, Span::new(0, 1), "");
        let said = diagnostics([&note, &at("p.json", "an error")]);
        assert!(said.starts_with("::error "), "{said}");
        assert!(said.lines().nth(1).unwrap().starts_with("::notice "), "{said}");
    }
}
