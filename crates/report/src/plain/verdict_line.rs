//! The first line: the verdict, what led to it, what is known of the token.

use anstyle::{AnsiColor, Style};
use can_assume_core::explain::Answer;
use can_assume_core::iam::policy::Effect;
use can_assume_core::iam::trace::{Decision, Truth};
use can_assume_core::verdict::Evaluated;

use crate::escape::terminal;

/// The verdict line; its first word is the verdict.
pub(super) fn verdict_line(answer: &Answer) -> String {
    let (word, colour) = match answer.verdict.decision {
        Decision::Allowed => ("ALLOWED", AnsiColor::Green),
        Decision::ExplicitDeny => ("DENIED (explicit)", AnsiColor::Red),
        Decision::ImplicitDeny => ("DENIED (implicit)", AnsiColor::Red),
        Decision::Undetermined => ("UNDETERMINED", AnsiColor::Yellow),
    };
    let style = Style::new().bold().fg_color(Some(colour.into()));
    let mut line = format!("{style}{word}{style:#}   {}", because(answer));
    line.push_str("   ");
    line.push_str(&terminal(&answer.verdict.standing));
    line.push('\n');
    line
}

/// What led to the verdict, in a few words.
pub(crate) fn because(answer: &Answer) -> String {
    let verdict = &answer.verdict;
    let Some(evaluation) = verdict
        .deciding()
        .filter(|_| verdict.failure.as_ref().is_none_or(|failure| failure.reaches_policy()))
    else {
        return match &verdict.failure {
            Some(failure) => format!("at stage `{}`: {}", failure.stage.as_str(), failure.code),
            None => "no policy was evaluated".into(),
        };
    };
    let policy = match evaluation.policy {
        Evaluated::TrustPolicy => "",
        Evaluated::ResourceControlPolicy(_) => "resource control policy, ",
        Evaluated::CallerPolicy => "caller's policy, ",
    };
    let wanted = if evaluation.decision() == Decision::Allowed { Effect::Allow } else { Effect::Deny };
    let applying = evaluation
        .trace
        .statements
        .iter()
        .find(|statement| statement.effect == wanted && statement.applies == Truth::True);
    match (verdict.decision, applying) {
        (Decision::Allowed | Decision::ExplicitDeny, Some(statement)) => {
            let sid = statement.sid.as_deref().filter(|sid| !sid.is_empty());
            let name = sid.map(|sid| format!(" `{}`", terminal(sid))).unwrap_or_default();
            format!("{policy}statement {}{name}", statement.index + 1)
        }
        (Decision::Undetermined, _) if verdict.missing.iter().any(|key| key.key.starts_with("--")) => {
            "the caller's own policy decides".into()
        }
        (Decision::Undetermined, _) => {
            let count = verdict.missing.len();
            format!(
                "{policy}{count} unknown key{} decide{}",
                plural(count),
                if count == 1 { "s" } else { "" }
            )
        }
        _ => {
            let count = evaluation.trace.statements.len();
            format!("{policy}{count} statement{}, none applies", plural(count))
        }
    }
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}
