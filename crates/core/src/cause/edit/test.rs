//! One more key that a statement tests.

use can_assume_iam::span::Span;

use super::layout::{Layout, gap};
use super::{json_string, replace};
use crate::diagnostic::Edit;
use crate::edits;
use crate::question::Policy;

/// The edits `first`, and with them a test of `key` for exactly `value` under `StringEquals` in the statement at `index`.
///
/// `None` where the statement tests the key so already, or the text has no such place.
pub(crate) fn test_also(
    policy: &Policy,
    first: &[Edit],
    index: usize,
    key: &str,
    value: &str,
) -> Option<Vec<Edit>> {
    let first = edits::sorted(first)?;
    let edited = policy.edited(&first)?;
    let second = test(&edited, index, key, value)?;
    edits::compose(&policy.source, &first, &edited.source.text, &[second])
}

fn test(policy: &Policy, index: usize, key: &str, value: &str) -> Option<Edit> {
    let layout = Layout::new(policy)?;
    let statement = policy.document.statements.get(index)?;
    let member = format!("{}: {}", json_string(key), json_string(value));
    let insert = |at: usize, text: String| replace(&policy.source, layout.in_file(Span::new(at, at)), text);
    let Some(operator) = statement.conditions.first().map(|condition| condition.operator.span) else {
        let written = layout.statement(index)?;
        let block = format!("{{\"StringEquals\": {{{member}}}}}");
        // One without a test in it may be there all the same.
        if let Some(empty) = written.members.iter().find(|known| known.name == "Condition") {
            return Some(replace(&policy.source, layout.in_file(empty.value.span), block));
        }
        let last = written.members.last()?;
        let text = format!(",{}\"Condition\": {block}", gap(&layout, last.name_span.start));
        return Some(insert(last.value.span.end, text));
    };
    let (condition, _, _) = layout.holder(operator)?;
    let same = condition.members.iter().find(|block| block.name.eq_ignore_ascii_case("StringEquals"));
    if let Some(block) = same.and_then(|member| member.value.as_object()) {
        if block.members.iter().any(|known| known.name.eq_ignore_ascii_case(key)) {
            return None;
        }
        let last = block.members.last()?;
        return Some(insert(last.value.span.end, format!(",{}{member}", gap(&layout, last.name_span.start))));
    }
    let last = condition.members.last()?;
    let outer = gap(&layout, last.name_span.start);
    let block = last.value.as_object().and_then(|block| block.members.first());
    let inner = block.map_or_else(String::new, |first| gap(&layout, first.name_span.start));
    let text = if inner.contains('\n') {
        format!(",{outer}\"StringEquals\": {{{inner}{member}{outer}}}")
    } else {
        format!(",{outer}\"StringEquals\": {{{member}}}")
    };
    Some(insert(last.value.span.end, text))
}
