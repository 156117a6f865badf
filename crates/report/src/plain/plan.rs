//! Proven fixes for people.

use can_assume_core::diagnostic::{Diagnostic, Help, Level};
use can_assume_core::iam::trace::Decision;
use can_assume_core::plan::{Plan, PlannedFix};

use super::{Style, diagnostic};

/// The fixes, the denials without one, and the count of both.
pub fn plan(plan: &Plan, style: Style) -> String {
    let mut out: String = plan.fixes.iter().map(|one| fix(one, style)).collect();
    out.extend(plan.unfixed.iter().map(|one| diagnostic::diagnostic(one, style)));
    out.push_str(&summary(plan, 0, false));
    out
}

/// One fix, as it is drawn.
pub fn fix(planned: &PlannedFix, style: Style) -> String {
    let after = match planned.fix.decision_after {
        Decision::Allowed => "the request is then allowed",
        Decision::ExplicitDeny | Decision::ImplicitDeny => {
            "the job then has a token, which the policy still denies"
        }
        Decision::Undetermined => "the job then has a token",
    };
    let mut drawn = Diagnostic::new(Level::Error, &planned.cause, planned.headline.as_str()).note(after);
    drawn.helps.push(Help { text: planned.fix.described(), edits: planned.fix.edits.clone() });
    diagnostic::diagnostic(&drawn, style)
}

/// How many fixes there are and how many were made, `write` being whether they are to be.
pub fn summary(plan: &Plan, made: usize, write: bool) -> String {
    let fixes = |count: usize| format!("{count} fix{}", if count == 1 { "" } else { "es" });
    let mut text = match (made, plan.fixes.len(), write) {
        (0, 0, _) if plan.unfixed.is_empty() && !plan.open => "nothing to fix: allowed".to_owned(),
        (0, 0, _) => "no fix is proven".to_owned(),
        (0, count, false) => {
            format!("{}; make {} with --write", fixes(count), if count == 1 { "it" } else { "them" })
        }
        (made, _, _) => format!("{} made", fixes(made)),
    };
    if !plan.unfixed.is_empty() {
        text.push_str(&format!("; {} without a proven fix", plan.unfixed.len()));
    }
    if plan.open {
        text.push_str("; some verdicts are undetermined");
    }
    text.push('\n');
    text
}
