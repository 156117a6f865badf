//! Whether every expression of a file is one that GitHub accepts.

use super::expression::{ExpressionError, check, is_expression};
use super::finding::{FindingId, Report};
use super::yaml::{Node, NodeData, ScalarKind};
use super::{FileId, Span};

/// Reports every expression that GitHub refuses: it then does not start the run.
pub(super) fn expressions(node: &Node, file: FileId, text: &str, report: &mut Report) {
    match &node.data {
        NodeData::Scalar(value, ScalarKind::String) if is_expression(value) => {
            if let Err(error) = check(value) {
                refuse(&error, value, node.span, file, text, report);
            }
        }
        NodeData::Scalar(..) => {}
        NodeData::Sequence(items) => items.iter().for_each(|item| expressions(item, file, text, report)),
        NodeData::Mapping(entries) => {
            for entry in entries {
                // An `if:` is an expression also without `${{ }}`.
                if let ("if", Some(condition)) = (entry.key.as_str(), entry.value.scalar()) {
                    condition_of(condition, entry.value.span, file, text, report);
                } else {
                    expressions(&entry.value, file, text, report);
                }
            }
        }
    }
}

fn condition_of(condition: &str, span: Span, file: FileId, text: &str, report: &mut Report) {
    let trimmed = condition.trim();
    let wrapped = if is_expression(trimmed) { trimmed.to_owned() } else { format!("${{{{{trimmed}}}}}") };
    if trimmed.is_empty() {
        return;
    }
    match check(&wrapped) {
        Err(error) => refuse(&error, condition, span, file, text, report),
        Ok(single) if !single => {
            let message =
                "text around `${{ }}` makes this condition a text that is never empty, and so always true";
            report.finding(FindingId::ConditionAlwaysTrue, file, span, message);
        }
        Ok(_) => {}
    }
}

fn refuse(error: &ExpressionError, value: &str, span: Span, file: FileId, text: &str, report: &mut Report) {
    // In a scalar that stands in the file as it is, the offset leads to the very place.
    let source = span.text(text);
    let before = value.get(..error.offset.min(value.len())).unwrap_or_default();
    let place = match source.find(value) {
        Some(start) => Span::new(span.start + start + before.len(), span.end),
        None => span,
    };
    report.finding(FindingId::ExpressionSyntax, file, place, error.message.clone());
}
