//! The edit of a workflow that grants a token and keeps every other permission.

use can_assume_iam::span::Span;

use crate::diagnostic::{Edit, SourceText};

/// The edit that grants `id-token: write` at `place`, which is the id of a job without `permissions`, a `permissions`
/// block that does not name `id-token`, or the entry that names it; `None` where the text is written in a way that
/// cannot be edited safely, such as an alias or a job in braces.
pub(crate) fn grant(source: &SourceText, place: Span) -> Option<Edit> {
    let text = &*source.text;
    let written = text.get(place.start..place.end)?;
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let (span, replacement) = if written.starts_with("permissions") {
        in_block(text, place, newline)?
    } else if written.starts_with("id-token") {
        let (_, value) = written.split_once(':')?;
        let start = place.end.checked_sub(value.trim_start().len())?;
        (Span::new(start, place.end), "write".to_owned())
    } else {
        in_job(text, place, newline)?
    };
    Some(Edit { source: source.clone(), span, replacement })
}

/// One more entry of a `permissions` block.
fn in_block(text: &str, block: Span, newline: &str) -> Option<(Span, String)> {
    let written = text.get(block.start..block.end)?;
    let (key, value) = written.split_once(':')?;
    let value_start = block.start + key.len() + 1;
    let trimmed = value.trim_start();
    let at = block.end.checked_sub(trimmed.len())?;
    if let Some(inside) = trimmed.strip_prefix('{') {
        let gap = inside.len() - inside.trim_start().len();
        let at = at + 1 + gap;
        let more = if inside.trim_start().starts_with('}') { "" } else { ", " };
        return Some((Span::new(at, at), format!("id-token: write{more}")));
    }
    if trimmed.starts_with(['*', '&', '!']) {
        return None;
    }
    let indent = indent_at(text, block.start)?;
    let same_line = value.split(['\n', '\r']).next()?.trim();
    if trimmed == "read-all" {
        let child = format!("{newline}{indent}  ");
        let replacement = format!("{child}contents: read{child}id-token: write");
        return Some((Span::new(value_start, block.end), replacement));
    }
    if !same_line.is_empty() && !same_line.starts_with('#') {
        return None;
    }
    // A block without entries is written with one.
    let first = following(text, value_start).filter(|(column, _)| *column > indent.len());
    let child = first.map_or_else(|| format!("{indent}  "), |(column, _)| " ".repeat(column));
    let line_end = end_of_line(text, value_start);
    Some((Span::new(line_end, line_end), format!("{newline}{child}id-token: write")))
}

/// A `permissions` block as the first member of a job.
fn in_job(text: &str, key: Span, newline: &str) -> Option<(Span, String)> {
    let rest = text.get(key.end..end_of_line(text, key.end))?.trim_start().strip_prefix(':')?.trim();
    if !rest.is_empty() && !rest.starts_with('#') {
        return None;
    }
    let indent = indent_at(text, key.start)?;
    let (column, _) = following(text, key.end).filter(|(column, _)| *column > indent.len())?;
    let member = " ".repeat(column);
    let child = " ".repeat(column + (column - indent.len()));
    let at = end_of_line(text, key.end);
    let block =
        format!("{newline}{member}permissions:{newline}{child}id-token: write{newline}{child}contents: read");
    Some((Span::new(at, at), block))
}

/// The blanks before `at` on its line; `None` when something else stands there.
fn indent_at(text: &str, at: usize) -> Option<&str> {
    let line = text.get(..at)?.rsplit('\n').next()?;
    line.bytes().all(|byte| byte == b' ').then_some(line)
}

/// The end of the line that `at` is on, without its line break.
fn end_of_line(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default();
    at + line.strip_suffix('\r').unwrap_or(line).len()
}

/// The column and the text of the first line after the one that `at` is on that is neither blank nor a comment.
fn following(text: &str, at: usize) -> Option<(usize, &str)> {
    let lines = text.get(at..)?.split('\n').skip(1);
    lines
        .map(|line| (line.len() - line.trim_start_matches(' ').len(), line.trim()))
        .find(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn granted(text: &str, place: &str) -> Option<String> {
        let start = text.find(place).unwrap();
        let source = SourceText::new("w.yml", text);
        let edit = grant(&source, Span::new(start, start + place.len()))?;
        let mut out = text.to_owned();
        out.replace_range(edit.span.start..edit.span.end, &edit.replacement);
        Some(out)
    }

    #[test]
    fn a_job_gets_a_block_in_its_own_indentation() {
        assert_eq!(
            granted("jobs:\n    deploy: # now\n        runs-on: x\n", "deploy").as_deref(),
            Some(
                "jobs:\n    deploy: # now\n        permissions:\n            id-token: write\n            contents: read\n        runs-on: x\n"
            )
        );
        assert_eq!(granted("jobs: {deploy: {runs-on: x}}", "deploy"), None);
    }

    #[test]
    fn a_block_keeps_its_other_permissions_and_comments() {
        let text = "permissions: # few\n  contents: read # checkout\njobs:\n";
        assert_eq!(
            granted(text, "permissions: # few\n  contents: read").as_deref(),
            Some("permissions: # few\n  id-token: write\n  contents: read # checkout\njobs:\n")
        );
        assert_eq!(
            granted("permissions: { contents: read }\n", "permissions: { contents: read }").as_deref(),
            Some("permissions: { id-token: write, contents: read }\n")
        );
        assert_eq!(
            granted("permissions: {}\n", "permissions: {}").as_deref(),
            Some("permissions: {id-token: write}\n")
        );
    }

    #[test]
    fn a_level_is_replaced() {
        assert_eq!(
            granted("permissions:\r\n  id-token: none\r\n", "id-token: none").as_deref(),
            Some("permissions:\r\n  id-token: write\r\n")
        );
        assert_eq!(
            granted("a:\n  permissions: read-all\n", "permissions: read-all").as_deref(),
            Some("a:\n  permissions:\n    contents: read\n    id-token: write\n")
        );
        assert_eq!(granted("permissions: *p\n", "permissions: *p"), None);
    }
}
