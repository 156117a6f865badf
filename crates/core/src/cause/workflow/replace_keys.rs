//! The edits that put a role in the place of a long-lived key.

use can_assume_github::workflow::{KeyCarrier, KeySet};
use can_assume_iam::span::Span;

use crate::diagnostic::{Edit, SourceText};
use crate::edits;

/// The edits of `source` after which a step assumes `role` and the key is gone; formatting and comments stay. `None`
/// where the text is written in a way that cannot be edited safely, or the region of a new step is not known.
///
/// Source: <https://github.com/aws-actions/configure-aws-credentials#oidc>
pub(super) fn replace_keys(source: &SourceText, keys: &KeySet, role: &str) -> Option<Vec<Edit>> {
    let text = Text { source, keys };
    let mut edits = match keys.carrier {
        KeyCarrier::Inputs => text.inputs(role)?,
        KeyCarrier::InputsWithRole => text.key_members()?,
        KeyCarrier::Environment => text.environment()?,
    };
    for step in keys.jobs.iter().filter_map(|job| job.first_use) {
        edits.push(text.new_step(Span::new(step.start, step.end), role, keys.region.as_deref()?)?);
    }
    edits::sorted(&edits)
}

struct Text<'a> {
    source: &'a SourceText,
    keys: &'a KeySet,
}

impl Text<'_> {
    /// The key's id becomes the role, the rest of the key goes.
    fn inputs(&self, role: &str) -> Option<Vec<Edit>> {
        let first = self.keys.members.iter().position(|member| member.is_key)?;
        let mut edits = Vec::new();
        for (index, member) in self.keys.members.iter().enumerate().filter(|(_, member)| member.is_key) {
            let span = Span::new(member.span.start, member.span.end);
            self.written(span)?;
            edits.push(if index == first {
                self.edit(span, format!("role-to-assume: {role}"))
            } else {
                self.without(index)?
            });
        }
        Some(edits)
    }

    /// The variables go, and `env` with them where nothing else is in it.
    fn environment(&self) -> Option<Vec<Edit>> {
        if self.keys.members.iter().all(|member| member.is_key) {
            return Some(vec![self.without_block()?]);
        }
        self.key_members()
    }

    /// Every part of the key goes.
    fn key_members(&self) -> Option<Vec<Edit>> {
        let members = self.keys.members.iter().enumerate();
        members.filter(|(_, member)| member.is_key).map(|(index, _)| self.without(index)).collect()
    }

    /// The member of this index taken out: with its line, or in braces with a comma.
    fn without(&self, index: usize) -> Option<Edit> {
        let member = self.keys.members.get(index)?;
        let span = Span::new(member.span.start, member.span.end);
        self.written(span)?;
        if let Some(lines) = self.whole_lines(span) {
            return Some(self.edit(lines, String::new()));
        }
        // In braces: up to the next member, or from the end of the one before that stays.
        let next = self.keys.members.get(index + 1).map(|next| next.span.start);
        let before = self.keys.members.get(..index)?.iter().rev().find(|member| !member.is_key);
        let span = match (next, before) {
            (Some(next), _) => Span::new(span.start, next),
            (None, Some(before)) => Span::new(before.span.end, span.end),
            (None, None) => return None,
        };
        let between = self.text(span)?;
        (!between.contains(['\n', '#'])).then(|| self.edit(span, String::new()))
    }

    /// The lines of the block and of the `env:` before it.
    fn without_block(&self) -> Option<Edit> {
        let first = self.keys.members.first()?.span;
        let last = self.keys.members.last()?.span;
        let lines = self.whole_lines(Span::new(first.start, last.end))?;
        let before = self.source.text.get(..lines.start)?;
        let start = before.trim_end().rfind('\n').map_or(0, |at| at + 1);
        let header = self.source.text.get(start..lines.start)?.trim();
        // A list's first member holds its item, and stays.
        (header == "env:").then(|| self.edit(Span::new(start, lines.end), String::new()))
    }

    /// A step that assumes the role, before the one at `step`.
    fn new_step(&self, step: Span, role: &str, region: &str) -> Option<Edit> {
        let start = self.line_start(step.start);
        let indent = self.text(Span::new(start, step.start))?.strip_suffix("- ")?;
        if !indent.bytes().all(|byte| byte == b' ') || region.contains(['\n', '\r']) {
            return None;
        }
        // Comments that stand right above the step stay with it.
        let mut at = start;
        while let Some(end) = at.checked_sub(1) {
            let above = self.line_start(end);
            if !self.text(Span::new(above, end))?.trim_start().starts_with('#') {
                break;
            }
            at = above;
        }
        let newline = if self.source.text.contains("\r\n") { "\r\n" } else { "\n" };
        let lines = [
            "- uses: aws-actions/configure-aws-credentials@v6".to_owned(),
            "  with:".to_owned(),
            format!("    role-to-assume: {role}"),
            format!("    aws-region: {region}"),
        ];
        let text: String = lines.iter().map(|line| format!("{indent}{line}{newline}")).collect();
        Some(self.edit(Span::new(at, at), text))
    }

    /// The lines of `span`, their line break included, where nothing else but a comment stands on them.
    fn whole_lines(&self, span: Span) -> Option<Span> {
        let start = self.line_start(span.start);
        let end = self
            .source
            .text
            .get(span.end..)?
            .find('\n')
            .map_or(self.source.text.len(), |at| span.end + at + 1);
        let before = self.text(Span::new(start, span.start))?;
        let after = self.text(Span::new(span.end, end))?.trim();
        (before.trim().is_empty() && (after.is_empty() || after.starts_with('#')))
            .then(|| Span::new(start, end))
    }

    /// The member's text; `None` where it is not written there in one piece, as behind an alias.
    fn written(&self, span: Span) -> Option<&str> {
        let text = self.text(span)?;
        let (name, value) = text.split_once(':')?;
        let value = value.trim_start();
        let fine = !name.contains(['\n', ' ']) && !value.starts_with(['*', '&', '|', '>', '!']);
        (fine && !text.contains('\n')).then_some(text)
    }

    fn line_start(&self, at: usize) -> usize {
        self.source.text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1)
    }

    fn text(&self, span: Span) -> Option<&str> {
        self.source.text.get(span.start..span.end)
    }

    fn edit(&self, span: Span, replacement: String) -> Edit {
        Edit { source: self.source.clone(), span, replacement }
    }
}
