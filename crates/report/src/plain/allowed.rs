//! Why the answer is yes: the conditions that hold, one a line.

use can_assume_core::explain::Answer;
use can_assume_core::iam::policy::Effect;
use can_assume_core::iam::trace::{ConditionTrace, Presented, Truth};

use crate::escape::terminal;

/// The conditions of the statement that allows, with what was presented; empty when there are none.
pub(super) fn because(answer: &Answer) -> String {
    let applying = answer.verdict.evaluations.first().and_then(|evaluation| {
        let allows = |statement: &&_| {
            let statement: &can_assume_core::iam::trace::StatementTrace = statement;
            statement.effect == Effect::Allow && statement.applies == Truth::True
        };
        evaluation.trace.statements.iter().find(allows)
    });
    let Some(statement) = applying else { return String::new() };
    let rows: Vec<[String; 3]> = statement.conditions.iter().map(row).collect();
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let (keys, operators) = (width(0), width(1));
    rows.iter()
        .map(|[key, operator, value]| format!("  {key:keys$}  {operator:operators$}  {value}\n"))
        .collect()
}

fn row(condition: &ConditionTrace) -> [String; 3] {
    let shown = match &condition.presented {
        Presented::Single(value) => terminal(value).into_owned(),
        Presented::Multi(values) => {
            values.iter().map(|value| terminal(value).into_owned()).collect::<Vec<_>>().join(", ")
        }
        Presented::Missing(_) => "(key not present)".into(),
        Presented::Unknown(_) => "(not known)".into(),
    };
    [terminal(short_key(&condition.key)).into_owned(), condition.operator.to_string(), shown]
}

/// The part of a provider's key that tells it from the others: `sub` of `token.actions.githubusercontent.com:sub`.
pub(super) fn short_key(key: &str) -> &str {
    match key.rsplit_once(':') {
        Some((prefix, name)) if prefix.contains('.') => name,
        _ => key,
    }
}
