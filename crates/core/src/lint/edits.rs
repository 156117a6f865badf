//! Edits of a policy's text.

use can_assume_iam::json::{self, Object, Value};
use can_assume_iam::span::{Span, Spanned};

use crate::cause::{json_string, replace};
use crate::diagnostic::Edit;
use crate::question::Policy;

/// Puts `text` in the place of a value.
pub(super) fn replace_value(policy: &Policy, value: &Spanned<String>, text: &str) -> Edit {
    replace(&policy.source, value.span, json_string(text))
}

/// Puts other text in the place of a name or of anything else.
pub(super) fn replace_text(policy: &Policy, span: Span, text: impl Into<String>) -> Edit {
    replace(&policy.source, span, text.into())
}

/// Adds a test of `key` with `operator` to the condition block in which the name of another operator stands at `beside`. `None` where
/// that block has the key already, or the text is not laid out so that it can be edited.
pub(super) fn add_condition(
    policy: &Policy,
    beside: Span,
    operator: &str,
    key: &str,
    value: &str,
) -> Option<Edit> {
    let text = policy_text(policy)?;
    let root = json::parse(text, json::DOCUMENT_LIMIT).ok()?;
    let base = policy.document.span.start;
    let at = Span::new(beside.start.checked_sub(base)?, beside.end.checked_sub(base)?);
    let block = holder(&root, at)?;
    let test = format!("{}: {}", json_string(key), json_string(value));
    if let Some(member) = block.members.iter().find(|member| member.name.eq_ignore_ascii_case(operator)) {
        let object = member.value.as_object()?;
        if object.members.iter().any(|known| known.name.eq_ignore_ascii_case(key)) {
            return None;
        }
        let last = object.members.last()?;
        let gap = gap(text, last.name_span.start);
        let end = base + last.value.span.end;
        return Some(replace(&policy.source, Span::new(end, end), format!(",{gap}{test}")));
    }
    let last = block.members.last()?;
    let gap = gap(text, last.name_span.start);
    let end = base + last.value.span.end;
    let member = format!(",{gap}{}: {{{test}}}", json_string(operator));
    Some(replace(&policy.source, Span::new(end, end), member))
}

/// Takes a value out of its list, or a statement, or whatever else stands at `span` in a list of at least two.
pub(super) fn remove_element(policy: &Policy, span: Span) -> Option<Edit> {
    let text = policy_text(policy)?;
    let root = json::parse(text, json::DOCUMENT_LIMIT).ok()?;
    let base = policy.document.span.start;
    let at = Span::new(span.start.checked_sub(base)?, span.end.checked_sub(base)?);
    let list = list_of(&root, at)?;
    let position = list.iter().position(|element| element.span == at)?;
    let removed = match position.checked_sub(1).and_then(|before| list.get(before)) {
        Some(previous) => Span::new(previous.span.end, at.end),
        None => Span::new(at.start, list.get(1)?.span.start),
    };
    let removed = Span::new(removed.start + base, removed.end + base);
    Some(replace(&policy.source, removed, String::new()))
}

/// Takes the member out whose name stands at `name`, from an object of at least two.
pub(super) fn remove_member(policy: &Policy, name: Span) -> Option<Edit> {
    let text = policy_text(policy)?;
    let root = json::parse(text, json::DOCUMENT_LIMIT).ok()?;
    let base = policy.document.span.start;
    let at = Span::new(name.start.checked_sub(base)?, name.end.checked_sub(base)?);
    let object = holder(&root, at)?;
    let position = object.members.iter().position(|member| member.name_span == at)?;
    let member = object.members.get(position)?;
    let removed = match position.checked_sub(1).and_then(|before| object.members.get(before)) {
        Some(previous) => Span::new(previous.value.span.end, member.value.span.end),
        None => Span::new(at.start, object.members.get(1)?.name_span.start),
    };
    let removed = Span::new(removed.start + base, removed.end + base);
    Some(replace(&policy.source, removed, String::new()))
}

fn policy_text(policy: &Policy) -> Option<&str> {
    let span = policy.document.span;
    policy.source.text.get(span.start..span.end)
}

/// The object of which a member's name stands exactly there.
fn holder<'v, 'a>(value: &'v Value<'a>, at: Span) -> Option<&'v Object<'a>> {
    if at.start < value.span.start || at.end > value.span.end {
        return None;
    }
    if let Some(object) = value.as_object() {
        if object.members.iter().any(|member| member.name_span == at) {
            return Some(object);
        }
        return object.members.iter().find_map(|member| holder(&member.value, at));
    }
    value.as_array()?.iter().find_map(|element| holder(element, at))
}

/// The list of at least two of which an element stands exactly there.
fn list_of<'v, 'a>(value: &'v Value<'a>, at: Span) -> Option<&'v [Value<'a>]> {
    if at.start < value.span.start || at.end > value.span.end {
        return None;
    }
    if let Some(list) = value.as_array() {
        if list.len() > 1 && list.iter().any(|element| element.span == at) {
            return Some(list);
        }
        return list.iter().find_map(|element| list_of(element, at));
    }
    value.as_object()?.members.iter().find_map(|member| list_of(&member.value, at))
}

/// The white space before what stands at `at`: a new line with its indentation, or a space.
fn gap(text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    if line.trim().is_empty() && before.contains('\n') { format!("\n{line}") } else { " ".to_owned() }
}
