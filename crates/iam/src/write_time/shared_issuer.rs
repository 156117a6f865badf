//! The controls on shared issuers.

use crate::glob::Glob;
use crate::policy::{Condition, ConditionOperator, OperatorKind, Statement};
use crate::quote::quote;
use crate::span::Spanned;

use super::federation::{is_string_equality, issuer, trusted};
use super::{Refusal, shared_issuers};

const SOURCE: &str =
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html";

/// Where a list was stored whose first value is good and whose second is `*`.
const LATER_VALUE_SOURCE: &str = "https://github.com/Dashtid/subvectors";

const GITHUB: &str = "token.actions.githubusercontent.com";

/// An Allow statement for `sts:AssumeRoleWithWebIdentity` that trusts a shared issuer must test the claim that tells
/// its customers apart: some block of `StringEquals`, `StringLike` or `StringEqualsIgnoreCase`, with or without a set
/// qualifier, holds such a claim, and no claim of the rule in that block has a value that lets everybody in.
///
/// `IfExists`, `…Not…` and other operators do not count; keys compare without regard to case. Each principal of each
/// statement is looked at by itself.
///
/// For GitHub, that is every issuer that *begins* with `token.actions.githubusercontent.com`, `sub` or
/// `job_workflow_ref` will do, each prefixed with the whole issuer, and a value is bad that is blank or begins with
/// `*`. For the other issuers of the table only `*` is bad, and the issuer must be the whole of it. So `repo:*`, `?*`
/// and an empty list are stored.
///
/// Observed in 324 calls:
/// <https://github.com/radkawar/stackd/blob/9dc356f5e5cc49d2d334178a09c1398dd1c62617/docs/iam-oidc-trust-controls.md>.
/// Those calls refused `["*", "x"]`; later ones of another source stored `["repo:acme/x", "*"]`
/// (<https://github.com/Dashtid/subvectors>). So a bad first value is refused, and of a list in which only a later
/// value is bad this remarks that it is stored, and whether it is wide open.
pub(super) fn check(statement: &Statement) -> Vec<Refusal> {
    trusted(statement).into_iter().filter_map(|principal| check_principal(statement, principal)).collect()
}

/// What a shared issuer demands.
struct Control {
    /// The keys of which one must be tested.
    claims: Vec<String>,
    /// Whether a value lets everybody in, by IAM's measure.
    is_bad: fn(&str) -> bool,
    /// What a good condition looks like.
    help: String,
}

fn control(issuer: &str) -> Option<Control> {
    if issuer.starts_with(GITHUB) {
        let claims = vec![format!("{issuer}:sub"), format!("{issuer}:job_workflow_ref")];
        let key = quote(&format!("{issuer}:sub"));
        let help = format!("narrow {key} by `StringLike`, as in `repo:OWNER/REPOSITORY:*` or narrower");
        return Some(Control {
            claims,
            is_bad: |value| value.trim().is_empty() || value.starts_with('*'),
            help,
        });
    }
    let shared = shared_issuers().iter().find(|shared| shared.issuer == issuer)?;
    let key = shared.condition_key();
    let help = format!("add `\"StringEquals\": {{\"{key}\": …}}` with the value of your own organisation");
    Some(Control { claims: vec![key], is_bad: |value| value == "*", help })
}

/// How one operator block stands to a control.
enum Block<'s> {
    /// It holds a claim, and no value is bad.
    Good,
    /// The first value of each claim is good; this later one, under this operator, is bad.
    LaterBad(&'s Spanned<String>, OperatorKind),
    /// The first value of a claim is bad.
    Bad(&'s Spanned<String>),
}

impl Block<'_> {
    /// How far it is from good.
    fn badness(&self) -> u8 {
        match self {
            Self::Good => 0,
            Self::LaterBad(..) => 1,
            Self::Bad(_) => 2,
        }
    }
}

fn check_principal(statement: &Statement, principal: &Spanned<String>) -> Option<Refusal> {
    let control = control(issuer(&principal.value))?;
    let message = format!(
        "Trust policy with trusted principal {} must evaluate, using StringEquals, StringLike or \
         StringEqualsIgnoreCase, {} which is not scoped to all.",
        principal.value,
        control.claims.join(" or ")
    );
    let keys = control.claims.iter().map(|claim| quote(claim)).collect::<Vec<_>>().join(" or ");
    let refusal = |span, headline: String| {
        Refusal::malformed("shared-issuer-control", span, headline, &control.help, SOURCE)
            .aws_message(&message)
    };
    match blocks(statement, &control).into_iter().min_by_key(Block::badness) {
        Some(Block::Good) => None,
        Some(Block::LaterBad(value, kind)) => {
            let name = quote(&value.value);
            let is_open = kind == OperatorKind::StringLike && Glob::new(&value.value).is_universal();
            let effect =
                if is_open { "lets in every identity of the issuer" } else { "counts as scoped to all" };
            let headline = format!("{name} {effect}; IAM is known to store it after a good first value");
            let help = format!("remove {name}, or narrow it to your own organisation");
            let rule = "shared-issuer-later-value";
            Some(Refusal::malformed(rule, value.span, headline, help, LATER_VALUE_SOURCE).into_note())
        }
        Some(Block::Bad(value)) => {
            let bad = quote(&value.value);
            Some(refusal(
                value.span,
                format!("{bad} counts as scoped to all; IAM asks for a narrower {keys}"),
            ))
        }
        None => Some(refusal(
            principal.span,
            format!(
                "no condition narrows {keys} by `StringEquals`, `StringLike` or `StringEqualsIgnoreCase`"
            ),
        )),
    }
}

/// The operator blocks of `statement` that hold a claim of `control`.
fn blocks<'s>(statement: &'s Statement, control: &Control) -> Vec<Block<'s>> {
    let mut found: Vec<(ConditionOperator, Block<'s>)> = Vec::new();
    for condition in statement.conditions.iter().filter(|condition| counts(condition, control)) {
        let operator = condition.operator.value;
        let mut bad = condition.values.iter().enumerate().filter(|(_, value)| (control.is_bad)(&value.value));
        let block = match bad.next() {
            None => Block::Good,
            Some((0, value)) => Block::Bad(value),
            Some((_, value)) => Block::LaterBad(value, operator.kind),
        };
        match found.iter_mut().find(|(other, _)| *other == operator) {
            Some((_, worst)) if worst.badness() < block.badness() => *worst = block,
            Some(_) => {}
            None => found.push((operator, block)),
        }
    }
    found.into_iter().map(|(_, block)| block).collect()
}

fn counts(condition: &Condition, control: &Control) -> bool {
    let ConditionOperator { kind, if_exists, .. } = condition.operator.value;
    (is_string_equality(kind) || kind == OperatorKind::StringLike)
        && !if_exists
        && control.claims.iter().any(|claim| claim.eq_ignore_ascii_case(&condition.key.value))
}
