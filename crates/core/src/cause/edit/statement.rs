//! One more statement.

use can_assume_iam::span::Span;
use serde_json::Value;

use super::layout::Layout;
use super::replace;
use crate::diagnostic::Edit;
use crate::question::Policy;

/// Puts `statement` behind the last one of the policy's list, laid out as that one is.
///
/// `None` where the policy has no list of statements.
pub(crate) fn add_statement(policy: &Policy, statement: &Value) -> Option<Edit> {
    let layout = Layout::new(policy)?;
    let members = &layout.root.as_object()?.members;
    let list = members.iter().find(|member| member.name == "Statement")?.value.as_array()?;
    let last = list.last()?;
    let (indentation, begins_line) = layout.indentation(last.span.start);
    let is_spread = last.span.text(layout.text).contains('\n');
    let text = if is_spread {
        let pretty = serde_json::to_string_pretty(statement).ok()?;
        let lines = pretty.lines().map(|line| {
            let rest = line.trim_start_matches(' ');
            let depth = (line.len() - rest.len()) / PRETTY_STEP;
            format!("{}{rest}", layout.step().repeat(depth))
        });
        lines.collect::<Vec<_>>().join(&format!("\n{indentation}"))
    } else {
        statement.to_string()
    };
    let separator = if begins_line { format!(",\n{indentation}") } else { ", ".to_owned() };
    let end = Span::new(last.span.end, last.span.end);
    Some(replace(&policy.source, layout.in_file(end), format!("{separator}{text}")))
}

/// By how many spaces serde_json indents.
const PRETTY_STEP: usize = 2;
