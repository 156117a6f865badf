//! An `if:` that is a text, and so always true.

use can_assume_github::workflow::{FileId, FindingId};

use super::super::finding::Finding;
use super::super::meta::RuleMeta;
use super::super::rule::Rule;
use super::super::workflow_case::{WorkflowCase, span_of};
use super::pages::IF_ALWAYS_TRUE;
use crate::diagnostic::{Edit, SourceText};

/// An `if:` that is a text, and so always true.
pub(in crate::lint) struct IfAlwaysTrue;

impl Rule for IfAlwaysTrue {
    fn meta(&self) -> &'static RuleMeta {
        &IF_ALWAYS_TRUE
    }

    fn in_workflow(&self, case: &WorkflowCase<'_>) -> Vec<Finding> {
        let found = &case.prediction.findings;
        let own = found.iter().filter(|finding| {
            finding.id == FindingId::ConditionAlwaysTrue && finding.place.file == FileId(0)
        });
        own.map(|finding| {
            let span = finding.place.span;
            let said = case
                .here(&IF_ALWAYS_TRUE, finding.message.as_str(), span, "")
                .help("write the whole condition as one expression");
            let written = span_of(span).text(&case.source.text);
            let edit = one_expression(written).map(|replacement| Edit {
                source: case.source.clone(),
                span: span_of(span),
                replacement,
            });
            // Whatever it restricts, the condition is always true now: a workflow that runs less often is given no more tokens.
            match edit.filter(|edit| leaves_less(case, edit)) {
                Some(edit) => said.propose("write one expression", vec![edit]),
                None => said,
            }
        })
        .collect()
    }
}

/// The condition as one expression, where it stands on one line as it is: what was inside of `${{ }}` in parentheses, the text around as it
/// is written.
fn one_expression(written: &str) -> Option<String> {
    if written.contains(['\n', '#']) || !written.contains("${{") || written.starts_with(['"', '\'', '|', '>'])
    {
        return None;
    }
    let mut expression = String::new();
    let mut rest = written.trim();
    while let Some((around, behind)) = rest.split_once("${{") {
        let (inside, after) = behind.split_once("}}")?;
        let inside = inside.trim();
        let is_simple = inside.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'));
        expression.push_str(around);
        expression.push_str(&if is_simple { inside.to_owned() } else { format!("({inside})") });
        rest = after;
    }
    expression.push_str(rest);
    Some(format!("${{{{ {} }}}}", expression.trim()))
}

/// Whether the edited workflow is read with one finding less, so that what is written is an expression.
fn leaves_less(case: &WorkflowCase<'_>, edit: &Edit) -> bool {
    let Some(text) = crate::edits::apply(&case.source.text, std::slice::from_ref(edit)) else { return false };
    let source = SourceText::new(case.source.name.as_str(), text);
    WorkflowCase::new(&source, case.facts, case.resolver, case.policies)
        .is_ok_and(|after| after.prediction.findings.len() < case.prediction.findings.len())
}

#[cfg(test)]
mod tests {
    use super::one_expression;

    #[test]
    fn what_stands_between_braces_is_put_in_parentheses() {
        for (written, expected) in [
            ("${{ a == 'b' }} && true", Some("${{ (a == 'b') && true }}")),
            ("${{ github.actor }} != 'x'", Some("${{ github.actor != 'x' }}")),
            ("!${{ a || b }}", Some("${{ !(a || b) }}")),
            ("${{ a }} && ${{ b && c }}", Some("${{ a && (b && c) }}")),
            ("'${{ a }} b'", None),
            ("${{ a", None),
            ("a", None),
        ] {
            assert_eq!(one_expression(written).as_deref(), expected, "{written}");
        }
    }
}
