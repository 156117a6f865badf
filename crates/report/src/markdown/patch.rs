//! Edits as a diff.

use can_assume_core::diagnostic::{Edit, SourceText};
use can_assume_core::iam::line_index::LineIndex;
use can_assume_core::iam::span::Span;

use super::words::block;
use crate::escape::terminal;

/// The lines that the edits take out and put in, file by file; each line is shown without what could move a cursor.
pub(super) fn patch(edits: &[Edit]) -> String {
    let mut sources: Vec<&SourceText> = Vec::new();
    for edit in edits {
        if !sources.contains(&&edit.source) {
            sources.push(&edit.source);
        }
    }
    let mut out = String::new();
    for source in sources {
        let mut own: Vec<&Edit> = edits.iter().filter(|edit| edit.source == *source).collect();
        own.sort_by_key(|edit| (edit.span.start, edit.span.end));
        out.push_str(&format!("--- {0}\n+++ {0}\n", terminal(&source.name)));
        for group in groups(&source.text, &own) {
            out.push_str(&hunk(&source.text, &group));
        }
    }
    block("diff", &out)
}

/// Edits that touch the same lines, together.
fn groups<'a>(text: &str, edits: &[&'a Edit]) -> Vec<Vec<&'a Edit>> {
    let mut groups: Vec<Vec<&Edit>> = Vec::new();
    for edit in edits {
        let from = lines_around(text, edit.span).start;
        let joins =
            |group: &Vec<&Edit>| group.last().is_some_and(|last| lines_around(text, last.span).end >= from);
        match groups.last_mut() {
            Some(group) if joins(group) => group.push(edit),
            _ => groups.push(vec![edit]),
        }
    }
    groups
}

fn hunk(text: &str, edits: &[&Edit]) -> String {
    let (Some(first), Some(last)) = (edits.first(), edits.last()) else { return String::new() };
    let whole = Span::new(lines_around(text, first.span).start, lines_around(text, last.span).end);
    let mut after = String::new();
    let mut at = whole.start;
    for edit in edits {
        after.push_str(text.get(at..edit.span.start).unwrap_or_default());
        after.push_str(&edit.replacement);
        at = edit.span.end;
    }
    after.push_str(text.get(at..whole.end).unwrap_or_default());
    let before = text.get(whole.start..whole.end).unwrap_or_default();
    let line = LineIndex::new(text).position(whole.start).line;
    let shown = |sign: char, text: &str| -> String {
        text.lines().map(|line| format!("{sign}{}\n", terminal(line))).collect()
    };
    format!("@@ line {line} @@\n{}{}", shown('-', before), shown('+', &after))
}

/// The whole lines that a span touches, without the last line break.
fn lines_around(text: &str, span: Span) -> Span {
    let start = text.get(..span.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let end = text.get(span.end..).and_then(|after| after.find('\n')).map_or(text.len(), |at| span.end + at);
    Span::new(start, end)
}
