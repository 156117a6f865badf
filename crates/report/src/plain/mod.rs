//! The answer for people.

mod allowed;
mod around;
mod diagnostic;
mod exposure;
mod plan;
mod secret;
mod tree;
mod verdict_line;
mod window;

use can_assume_core::explain::Answer;
use can_assume_core::iam::trace::Decision;

pub(crate) use verdict_line::because;

pub use diagnostic::{diagnostic, diagnostics};
pub use exposure::{diff, who};
pub use plan::{fix, plan, summary as fixes_summary};
pub use tree::Detail;

/// How the answer is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Whether check marks and box characters may be used.
    pub unicode: bool,
    /// How much of the evaluation is shown as a tree, if any.
    pub tree: Option<Detail>,
    /// Width of the terminal in columns.
    pub width: usize,
}

impl Default for Style {
    fn default() -> Self {
        Self { unicode: true, tree: None, width: 120 }
    }
}

/// The evaluation as a tree, without styles; with check marks and box characters where `unicode` says so.
pub fn evaluation(answer: &Answer, detail: Detail, unicode: bool) -> String {
    tree::tree(answer, detail, unicode)
}

/// The answer as text with ANSI styles: the verdict line, then the reason.
pub fn answer(answer: &Answer, style: Style) -> String {
    let mut out = verdict_line::verdict_line(answer);
    if let Some(detail) = style.tree {
        out.push_str(&tree::tree(answer, detail, style.unicode));
    } else if answer.verdict.decision == Decision::Allowed {
        out.push_str(&allowed::because(answer));
    }
    if !answer.diagnostics.is_empty() {
        out.push('\n');
        out.push_str(&diagnostics(&answer.diagnostics, style));
    }
    out.push_str(&around::around(answer));
    out
}
