//! A value beside another one.

use can_assume_iam::span::Span;

use super::layout::Layout;
use super::{json_string, replace};
use crate::diagnostic::Edit;
use crate::question::Policy;

/// Puts `text` behind the value at `beside`, a JSON string that is the value of a member or stands in its list.
///
/// A lone value becomes a list of two. `None` where the text has no such place.
pub(crate) fn add_beside(policy: &Policy, beside: Span, text: &str) -> Option<Edit> {
    let layout = Layout::new(policy)?;
    let at = Span::new(beside.start.checked_sub(layout.base)?, beside.end.checked_sub(layout.base)?);
    let literal = at.text(layout.text);
    let before = layout.text.get(..at.start)?.trim_end();
    let new = json_string(text);
    let (indentation, begins_line) = layout.indentation(at.start);
    if before.ends_with(['[', ',']) {
        let separator = if begins_line { format!(",\n{indentation}") } else { ", ".to_owned() };
        let end = Span::new(beside.end, beside.end);
        return Some(replace(&policy.source, end, format!("{separator}{new}")));
    }
    // The name of the member begins its line in a text that is laid out by lines.
    let name_end = before.strip_suffix(':')?.trim_end().len();
    let name_start = layout.text.get(..name_end.checked_sub(1)?)?.rfind('"')?;
    let replacement = if layout.indentation(name_start).1 {
        let inner = format!("{indentation}{}", layout.step());
        format!("[\n{inner}{literal},\n{inner}{new}\n{indentation}]")
    } else {
        format!("[{literal}, {new}]")
    };
    Some(replace(&policy.source, beside, replacement))
}
