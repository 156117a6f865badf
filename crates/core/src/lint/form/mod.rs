//! What the parser found odd about the text: rules that are read off the policy.

mod pages;

use super::edits;
use super::finding::Finding;
use super::meta::RuleMeta;
use super::policy_case::PolicyCase;
use super::rule::Rule;

pub(super) use pages::{
    DUPLICATE_CONDITION_KEY, DUPLICATE_MEMBER, EMPTY_OPERATOR_BLOCK, MISSING_VERSION, OPERATOR_CASE,
    VARIABLE_WITHOUT_VERSION,
};

/// A warning of the parser as a rule.
pub(super) struct Written(pub(super) &'static RuleMeta);

impl Rule for Written {
    fn meta(&self) -> &'static RuleMeta {
        self.0
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let found = case.warnings.iter().filter(|warning| warning.rule == self.0.id).map(|warning| {
            let source = &case.policy.source;
            // A finding about the whole document stands at its beginning.
            let span = match self.0.id {
                "missing-version" => {
                    can_assume_iam::span::Span::new(warning.span.start, warning.span.start + 1)
                }
                _ => warning.span,
            };
            let mut finding = Finding::new(self.0, warning.message.as_str()).at(source, span, "");
            if let Some(related) = &warning.related {
                finding = finding.beside(source, related.span, related.value.as_str());
                if self.0.id == "duplicate-member" {
                    let edit = edits::remove_member(case.policy, related.span);
                    finding =
                        finding.propose("take out the one that is overridden", edit.into_iter().collect());
                }
            }
            if self.0.id == "missing-version" {
                let end = span.end;
                let at = can_assume_iam::span::Span::new(end, end);
                let edit = edits::replace_text(case.policy, at, "\"Version\": \"2012-10-17\", ");
                finding = finding.propose("state the version", vec![edit]);
            }
            let statement = case.statements().find(|(_, statement)| {
                statement.span.start <= warning.span.start && warning.span.end <= statement.span.end
            });
            if let Some((index, _)) = statement {
                finding = case.about(index, finding);
            }
            match &warning.help {
                Some(help) => finding.help(help.as_str()),
                None => finding,
            }
        });
        found.collect()
    }
}
