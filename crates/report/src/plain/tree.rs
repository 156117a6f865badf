//! The evaluation as a tree: statements, their elements, their conditions.

use can_assume_core::explain::{Answer, difference};
use can_assume_core::iam::context::MissingReason;
use can_assume_core::iam::trace::{ConditionTrace, Decision, Presented, StatementTrace, Truth};
use can_assume_core::verdict::{Evaluated, Evaluation};

use super::allowed::short_key;
use crate::escape::terminal;

/// How much of the evaluation is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// What failed, and what is needed to understand it.
    Failing,
    /// Everything.
    Full,
}

/// The tree of every evaluated policy.
pub(super) fn tree(answer: &Answer, detail: Detail, unicode: bool) -> String {
    let marks = if unicode { Marks::UNICODE } else { Marks::ASCII };
    let shown = answer.verdict.evaluations.iter().filter(|evaluation| {
        detail == Detail::Full
            || answer.verdict.decision == Decision::Allowed
            || evaluation.decision() != Decision::Allowed
    });
    let mut out = String::new();
    for evaluation in shown {
        evaluation_tree(&mut out, evaluation, detail, &marks);
    }
    out
}

/// The characters a tree is drawn with.
struct Marks {
    tee: &'static str,
    corner: &'static str,
    bar: &'static str,
    yes: &'static str,
    no: &'static str,
    open: &'static str,
}

impl Marks {
    const UNICODE: Self =
        Self { tee: "├─ ", corner: "└─ ", bar: "│  ", yes: "✓", no: "✗", open: "?" };
    const ASCII: Self = Self { tee: "|- ", corner: "`- ", bar: "|  ", yes: "+", no: "x", open: "?" };

    const fn of(&self, truth: Truth) -> &'static str {
        match truth {
            Truth::True => self.yes,
            Truth::False => self.no,
            Truth::Unknown => self.open,
        }
    }

    const fn branch(&self, last: bool) -> &'static str {
        if last { self.corner } else { self.tee }
    }

    const fn stem(&self, last: bool) -> &'static str {
        if last { "   " } else { self.bar }
    }
}

fn evaluation_tree(out: &mut String, evaluation: &Evaluation, detail: Detail, marks: &Marks) {
    let name = match evaluation.policy {
        Evaluated::TrustPolicy => "trust policy".to_owned(),
        Evaluated::ResourceControlPolicy(index) => format!("resource control policy {}", index + 1),
        Evaluated::CallerPolicy => "caller's policy".to_owned(),
    };
    out.push_str(&format!("{name}  {}\n", terminal(&evaluation.action)));
    let statements = &evaluation.trace.statements;
    for statement in statements {
        let last = statement.index + 1 == statements.len();
        statement_tree(out, statement, statements.len(), last, detail, marks);
    }
}

fn statement_tree(
    out: &mut String,
    statement: &StatementTrace,
    count: usize,
    last: bool,
    detail: Detail,
    marks: &Marks,
) {
    let sid = statement.sid.as_deref().filter(|sid| !sid.is_empty());
    let applies = match statement.applies {
        Truth::True => "applies",
        Truth::False => "does not apply",
        Truth::Unknown => "may apply",
    };
    out.push_str(&format!(
        "{}statement {} of {count}  {}{}  {applies}\n",
        marks.branch(last),
        statement.index + 1,
        sid.map(|sid| format!("{}  ", terminal(sid))).unwrap_or_default(),
        statement.effect.as_str(),
    ));
    let stem = marks.stem(last);
    let principals: Vec<String> = statement
        .principal
        .values
        .iter()
        .map(|(kind, value)| format!("{}  {}", kind.as_str(), terminal(&value.value)))
        .collect();
    let principal = if principals.is_empty() { "*".to_owned() } else { principals.join(", ") };
    let has_conditions = !statement.conditions.is_empty();
    if statement.principal.span.is_some() {
        out.push_str(&format!(
            "{stem}{}{} Principal  {principal}\n",
            marks.tee,
            marks.of(statement.principal.result)
        ));
    }
    let actions: Vec<_> = statement.action.values.iter().map(|value| terminal(&value.value)).collect();
    out.push_str(&format!(
        "{stem}{}{} Action     {}\n",
        marks.branch(!has_conditions),
        marks.of(statement.action.result),
        actions.join(", ")
    ));
    if has_conditions {
        conditions_tree(out, stem, statement, detail, marks);
    }
}

fn conditions_tree(out: &mut String, stem: &str, statement: &StatementTrace, detail: Detail, marks: &Marks) {
    let conditions = &statement.conditions;
    let holding = conditions.iter().filter(|condition| condition.result == Truth::True).count();
    let all = conditions.iter().fold(Truth::True, |all, condition| all.and(condition.result));
    let must = if conditions.len() > 1 { "; all must" } else { "" };
    out.push_str(&format!(
        "{stem}{}{} Condition  {holding} of {} key{} hold{}{must}\n",
        marks.corner,
        marks.of(all),
        conditions.len(),
        if conditions.len() == 1 { "" } else { "s" },
        if conditions.len() == 1 && holding == 1 { "s" } else { "" },
    ));
    for (index, condition) in conditions.iter().enumerate() {
        let last = index + 1 == conditions.len();
        condition_tree(out, &format!("{stem}   "), condition, last, detail, marks);
    }
}

fn condition_tree(
    out: &mut String,
    stem: &str,
    condition: &ConditionTrace,
    last: bool,
    detail: Detail,
    marks: &Marks,
) {
    let head = format!(
        "{stem}{}{} {}  {}",
        marks.branch(last),
        marks.of(condition.result),
        condition.operator,
        terminal(short_key(&condition.key))
    );
    let wanted: Vec<_> =
        condition.values.iter().map(|value| format!("\"{}\"", terminal(&value.text))).collect();
    if condition.result == Truth::True && detail == Detail::Failing {
        out.push_str(&format!("{head}  {}\n", wanted.join(", ")));
        return;
    }
    out.push_str(&format!("{head}\n"));
    let inner = format!("{stem}{}  ", marks.stem(last));
    let presented = presented(condition);
    for value in &condition.values {
        let resolved =
            value.resolved.as_ref().map(|text| format!("  = {}", terminal(text))).unwrap_or_default();
        out.push_str(&format!("{inner}policy  {}{resolved}\n", terminal(&value.text)));
    }
    if condition.values.is_empty() {
        out.push_str(&format!("{inner}policy  (no values)\n"));
    }
    out.push_str(&format!("{inner}token   {presented}\n"));
    if let (Presented::Single(token), [only], Truth::False) =
        (&condition.presented, condition.values.as_slice(), condition.result)
    {
        let wanted = only.resolved.as_deref().unwrap_or(&only.text);
        if let Some(found) = difference(condition.operator.kind, wanted, token) {
            let before = token.get(..found.presented).map_or(0, |text| terminal(text).chars().count());
            out.push_str(&format!("{inner}        {}^ differs from here\n", " ".repeat(before)));
        }
    }
}

fn presented(condition: &ConditionTrace) -> String {
    match &condition.presented {
        Presented::Single(value) => terminal(value).into_owned(),
        Presented::Multi(values) => {
            values.iter().map(|value| terminal(value).into_owned()).collect::<Vec<_>>().join(", ")
        }
        Presented::Missing(MissingReason::NeverPopulated) => "(STS never populates this key)".into(),
        Presented::Missing(MissingReason::NotInThisRequest) => "(key not present)".into(),
        Presented::Unknown(reason) => format!("(not known: {})", terminal(reason)),
    }
}
