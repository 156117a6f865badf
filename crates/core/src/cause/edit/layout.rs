//! Where members stand, and how the text around them is laid out.

use can_assume_iam::json::{self, Member, Object, Value};
use can_assume_iam::span::Span;

use crate::question::Policy;

/// A policy's text, parsed again for the places that its document does not keep.
pub(super) struct Layout<'a> {
    pub(super) text: &'a str,
    /// Where the policy begins in the file.
    pub(super) base: usize,
    pub(super) root: Value<'a>,
}

impl<'a> Layout<'a> {
    pub(super) fn new(policy: &'a Policy) -> Option<Self> {
        let span = policy.document.span;
        let text = policy.source.text.get(span.start..span.end)?;
        let root = json::parse(text, json::DOCUMENT_LIMIT).ok()?;
        Some(Self { text, base: span.start, root })
    }

    /// The object in which a member's name stands at `name`, a place in the file, and that member.
    pub(super) fn holder(&self, name: Span) -> Option<(&Object<'a>, Span, &Member<'a>)> {
        let at = Span::new(name.start.checked_sub(self.base)?, name.end.checked_sub(self.base)?);
        find(&self.root, at)
    }

    /// The statement at `index`, one of a list or the only one.
    pub(super) fn statement(&self, index: usize) -> Option<&Object<'a>> {
        let members = &self.root.as_object()?.members;
        let statements = &members.iter().find(|member| member.name == "Statement")?.value;
        match statements.as_array() {
            Some(list) => list.get(index)?.as_object(),
            None => statements.as_object().filter(|_| index == 0),
        }
    }

    /// A place in the policy's text as a place in the file.
    pub(super) fn in_file(&self, span: Span) -> Span {
        Span::new(span.start + self.base, span.end + self.base)
    }

    /// The white space at the beginning of the line on which `at` stands, and whether nothing else stands before it.
    pub(super) fn indentation(&self, at: usize) -> (&'a str, bool) {
        let before = self.text.get(..at).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        let blank = line.len() - line.trim_start_matches([' ', '\t', '\r']).len();
        (line.get(..blank).unwrap_or_default(), blank == line.len() && before.contains('\n'))
    }

    /// One step of indentation: what the policy's first member is indented by, beyond the line of its closing brace.
    pub(super) fn step(&self) -> &'a str {
        let first = self.root.as_object().and_then(|object| object.members.first());
        let own = first.map(|member| self.indentation(member.name_span.start).0).unwrap_or_default();
        let outer = self.indentation(self.root.span.end.saturating_sub(1)).0;
        match own.strip_prefix(outer) {
            Some(step) if !step.is_empty() => step,
            _ => "  ",
        }
    }
}

/// The member whose name stands exactly there.
fn find<'v, 'a>(value: &'v Value<'a>, at: Span) -> Option<(&'v Object<'a>, Span, &'v Member<'a>)> {
    if at.start < value.span.start || at.end > value.span.end {
        return None;
    }
    if let Some(object) = value.as_object() {
        if let Some(member) = object.members.iter().find(|member| member.name_span == at) {
            return Some((object, value.span, member));
        }
        return object.members.iter().find_map(|member| find(&member.value, at));
    }
    value.as_array()?.iter().find_map(|element| find(element, at))
}

/// The white space before a member's name: a new line with its indentation, or a space.
pub(super) fn gap(layout: &Layout<'_>, name: usize) -> String {
    match layout.indentation(name) {
        (indentation, true) => format!("\n{indentation}"),
        _ => " ".to_owned(),
    }
}
