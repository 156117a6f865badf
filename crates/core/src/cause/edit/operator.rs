//! A key moved under another operator, or taken out.

use can_assume_iam::json::Object;
use can_assume_iam::span::Span;

use super::layout::{Layout, gap};
use super::{json_string, replace};
use crate::diagnostic::Edit;
use crate::question::Policy;

/// Moves the key whose name stands at `key`, in the block of the operator whose name stands at `operator`, into the
/// block of the operator `to`, with `value` in the place of the value at `old`.
///
/// The block's operator is renamed where the key is alone in it; otherwise the key goes to the block of `to`, which is
/// made where there is none. `None` where that block has the key already.
pub(crate) fn move_under(
    policy: &Policy,
    operator: Span,
    key: Span,
    to: &str,
    new_value: Option<(Span, &str)>,
) -> Option<Vec<Edit>> {
    let layout = Layout::new(policy)?;
    let (condition, _, from) = layout.holder(operator)?;
    let (block, _, member) = layout.holder(key)?;
    let source = &policy.source;
    let edit_value = || new_value.map(|(old, text)| replace(source, old, json_string(text)));
    let target = condition.members.iter().find(|other| other.name.eq_ignore_ascii_case(to));
    if block.members.len() == 1 && target.is_none() {
        let mut edits = vec![replace(source, operator, json_string(to))];
        edits.extend(edit_value());
        return Some(edits);
    }
    let moved = moved_text(&layout, Span::new(member.name_span.start, member.value.span.end), new_value)?;
    let removal = if block.members.len() == 1 {
        remove(&layout, condition, from.name_span, from.value.span)?
    } else {
        remove(&layout, block, member.name_span, member.value.span)?
    };
    let insertion = match target {
        Some(target) => {
            let object = target.value.as_object()?;
            if object.members.iter().any(|known| known.name.eq_ignore_ascii_case(&member.name)) {
                return None;
            }
            let last = object.members.last()?;
            let at = layout.in_file(Span::new(last.value.span.end, last.value.span.end));
            replace(source, at, format!(",{}{moved}", gap(&layout, last.name_span.start)))
        }
        None => {
            let outer = gap(&layout, from.name_span.start);
            let inner = gap(&layout, member.name_span.start);
            let closing =
                if inner.contains('\n') { outer.clone() } else { inner.trim_matches(' ').to_owned() };
            let pad = if inner.contains('\n') { inner } else { String::new() };
            let at = layout.in_file(Span::new(from.value.span.end, from.value.span.end));
            replace(source, at, format!(",{outer}{}: {{{pad}{moved}{closing}}}", json_string(to)))
        }
    };
    Some(vec![replace(source, layout.in_file(removal), String::new()), insertion])
}

/// Takes out the key whose name stands at `key`, and the block of its operator, whose name stands at `operator`, where it is
/// alone in it. `None` where nothing else is tested.
pub(crate) fn take_out(policy: &Policy, operator: Span, key: Span) -> Option<Edit> {
    let layout = Layout::new(policy)?;
    let (condition, _, from) = layout.holder(operator)?;
    let (block, _, member) = layout.holder(key)?;
    let removal = if block.members.len() > 1 {
        remove(&layout, block, member.name_span, member.value.span)?
    } else if condition.members.len() > 1 {
        remove(&layout, condition, from.name_span, from.value.span)?
    } else {
        return None;
    };
    Some(replace(&policy.source, layout.in_file(removal), String::new()))
}

/// The member as it is written, with its value replaced where that is wanted.
fn moved_text(layout: &Layout<'_>, member: Span, new_value: Option<(Span, &str)>) -> Option<String> {
    let Some((old, text)) = new_value else { return Some(member.text(layout.text).to_owned()) };
    let (start, end) = (old.start.checked_sub(layout.base)?, old.end.checked_sub(layout.base)?);
    let head = layout.text.get(member.start..start)?;
    let tail = layout.text.get(end..member.end)?;
    Some(format!("{head}{}{tail}", json_string(text)))
}

/// What to delete so that a member goes with one of the commas around it.
fn remove(layout: &Layout<'_>, object: &Object<'_>, name: Span, value: Span) -> Option<Span> {
    let position = object.members.iter().position(|member| member.name_span == name)?;
    if let Some(previous) = position.checked_sub(1).and_then(|before| object.members.get(before)) {
        return Some(Span::new(previous.value.span.end, value.end));
    }
    match object.members.get(position + 1) {
        Some(next) => Some(Span::new(name.start, next.name_span.start)),
        None => layout.text.get(name.start..value.end).map(|_| Span::new(name.start, value.end)),
    }
}
