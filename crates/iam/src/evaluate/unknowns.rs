//! Whether the unknown keys can change a decision, and which of them.
//!
//! An unknown key may be missing or have any value, but it is the same in every condition: two statements that ask for `a` and for
//! everything but `a` together leave nothing open. So each key's possibilities are split into **worlds**: missing; each text that some
//! condition compares with exactly; any other text, in which each remaining comparison may come out either way. Every combination of
//! worlds is decided. That is never too narrow, so a decision on which all combinations agree is certain; it may be too wide, in which
//! case the decision stays undetermined. So it does when there are too many combinations.

use crate::compile::{CompiledCondition, CompiledPolicy, CompiledStatement, Operand};
use crate::context::{ContextValue, HashedKey, Lookup, MissingReason};
use crate::policy::{Effect, OperatorFamily, OperatorKind};
use crate::trace::{Decision, Truth, UnknownKey};

use super::frame::Frame;

/// Why a condition on a missing key may be open.
const UNSETTLED: &str = "whether `ForAnyValue` with `IfExists` holds when the key is missing is not settled";
/// At most so many conditions are looked into; beyond, the decision stays undetermined.
const MAX_OPEN: usize = 256;
/// At most so many worlds of one key, and combinations of worlds, are looked into.
const MAX_WORLDS: usize = 1024;
/// At most so many comparisons of one key that may come out either way are looked into.
const MAX_QUESTIONS: usize = 10;

/// Decides `policy` where at least one statement is unknown; `allowed` says whether it allows without any statement.
pub(super) fn settle(
    policy: &CompiledPolicy,
    frame: &Frame<'_>,
    allowed: bool,
) -> (Decision, Vec<UnknownKey>) {
    let mut inquiry = Inquiry { dimensions: Vec::new(), statements: Vec::new(), allowed, conditions: 0 };
    for (index, statement) in policy.statements.iter().enumerate() {
        match statement.applies(frame) {
            Truth::False => {}
            Truth::True => inquiry.allowed |= statement.effect == Effect::Allow,
            Truth::Unknown => inquiry.open(policy, index, statement, frame),
        }
    }
    inquiry.answer(frame)
}

/// Something that is not known and takes one of several worlds.
struct Dimension<'p> {
    names: Vec<UnknownKey>,
    kind: Kind<'p>,
}

enum Kind<'p> {
    /// It holds or it does not, independently of all else.
    Free(Option<Member<'p>>),
    /// A context key on which these conditions depend.
    Key(&'p HashedKey, Vec<Member<'p>>),
}

/// A condition within a statement of this effect.
#[derive(Clone, Copy)]
struct Member<'p> {
    condition: &'p CompiledCondition,
    effect: Effect,
}

impl PartialEq for Member<'_> {
    /// Whether both ask the same.
    fn eq(&self, other: &Self) -> bool {
        self.effect == other.effect
            && self.condition.operator == other.condition.operator
            && self.condition.key == other.condition.key
            && self.condition.operands == other.condition.operands
    }
}

struct Inquiry<'p> {
    dimensions: Vec<Dimension<'p>>,
    /// Each unknown statement: its effect and the dimensions, with the member of each, that must hold.
    statements: Vec<(Effect, Vec<(usize, usize)>)>,
    allowed: bool,
    conditions: usize,
}

impl<'p> Inquiry<'p> {
    fn open(
        &mut self,
        policy: &'p CompiledPolicy,
        index: usize,
        statement: &'p CompiledStatement,
        frame: &Frame<'_>,
    ) {
        let mut atoms = Vec::new();
        if let Some((key, reason)) = statement.principal.test(frame, statement.effect).unknown {
            atoms.push(self.free(vec![name(key, reason)], None));
        }
        if statement.resources.as_ref().is_some_and(|resources| resources.test(frame).0 == Truth::Unknown) {
            atoms.push(self.free(vec![name("Resource", "the ARN of the role is not given")], None));
        }
        let written = policy.document.statements.get(index);
        for (position, condition) in statement.conditions.iter().enumerate() {
            let lookup = frame.context().lookup_hashed(&condition.key);
            if condition.test(&lookup, frame.context(), statement.effect).truth != Truth::Unknown {
                continue;
            }
            self.conditions += 1;
            let written = written.and_then(|written| written.conditions.get(position));
            let key = written.map_or(condition.key.as_str(), |written| written.key.value.as_str());
            let mut names = Vec::new();
            match &lookup {
                Lookup::Unknown(reason) => names.push(name(key, reason)),
                Lookup::Missing(_) => names.push(name(key, UNSETTLED)),
                Lookup::Present(_) => {}
            }
            let variables = unknown_variables(condition, frame);
            let member = Member { condition, effect: statement.effect };
            if self.conditions > MAX_OPEN {
                names.extend(variables);
                atoms.push(self.free(names, None));
            } else if variables.is_empty() {
                atoms.push(self.key(&condition.key, names, member));
            } else {
                names.extend(variables);
                atoms.push(self.free(names, Some(member)));
            }
        }
        self.statements.push((statement.effect, atoms));
    }

    fn free(&mut self, names: Vec<UnknownKey>, member: Option<Member<'p>>) -> (usize, usize) {
        let known = member.and_then(|member| {
            let same = |dimension: &Dimension<'_>| matches!(dimension.kind, Kind::Free(Some(known)) if known == member);
            self.dimensions.iter().position(same)
        });
        let dimension = known.unwrap_or_else(|| {
            self.dimensions.push(Dimension { names, kind: Kind::Free(member) });
            self.dimensions.len() - 1
        });
        (dimension, 0)
    }

    fn key(&mut self, key: &'p HashedKey, names: Vec<UnknownKey>, member: Member<'p>) -> (usize, usize) {
        for (index, dimension) in self.dimensions.iter_mut().enumerate() {
            if let Kind::Key(known, members) = &mut dimension.kind
                && *known == key
            {
                members.push(member);
                return (index, members.len() - 1);
            }
        }
        self.dimensions.push(Dimension { names, kind: Kind::Key(key, vec![member]) });
        (self.dimensions.len() - 1, 0)
    }

    fn answer(self, frame: &Frame<'_>) -> (Decision, Vec<UnknownKey>) {
        match self.outcomes(frame) {
            Some((Some(decision), _)) => (decision, Vec::new()),
            Some((None, deciding)) => {
                let names = self.dimensions.into_iter().zip(deciding).filter(|(_, decides)| *decides);
                (Decision::Undetermined, distinct(names.flat_map(|(dimension, _)| dimension.names)))
            }
            None => (
                Decision::Undetermined,
                distinct(self.dimensions.into_iter().flat_map(|dimension| dimension.names)),
            ),
        }
    }

    /// Decides every combination of worlds: the decision they agree on, if they do, and which dimensions change it. `None` when there
    /// are too many.
    fn outcomes(&self, frame: &Frame<'_>) -> Option<(Option<Decision>, Vec<bool>)> {
        if self.conditions > MAX_OPEN {
            return None;
        }
        let mut combinations = 1_usize;
        let mut worlds = Vec::new();
        for dimension in &self.dimensions {
            let of_dimension = dimension.worlds(frame)?;
            combinations =
                combinations.checked_mul(of_dimension.len()).filter(|count| *count <= MAX_WORLDS)?;
            worlds.push(of_dimension);
        }
        let decisions: Vec<Decision> =
            (0..combinations).map(|combination| self.decide(&worlds, combination)).collect();
        let allowed = |decision: &Decision| *decision == Decision::Allowed;
        let agreed = if decisions.iter().all(allowed) {
            Some(Decision::Allowed)
        } else if decisions.iter().any(allowed) {
            None
        } else if decisions.contains(&Decision::ImplicitDeny) {
            Some(Decision::ImplicitDeny)
        } else {
            Some(Decision::ExplicitDeny)
        };
        let mut stride = 1;
        let mut deciding = Vec::new();
        for of_dimension in &worlds {
            let count = of_dimension.len();
            deciding.push(decisions.iter().enumerate().any(|(combination, decision)| {
                let first = combination - combination / stride % count * stride;
                decisions.get(first).is_some_and(|base| allowed(base) != allowed(decision))
            }));
            stride *= count;
        }
        Some((agreed, deciding))
    }

    fn decide(&self, worlds: &[Vec<Vec<bool>>], mut combination: usize) -> Decision {
        let chosen: Vec<Option<&Vec<bool>>> = worlds
            .iter()
            .map(|of_dimension| {
                let digit = combination % of_dimension.len();
                combination /= of_dimension.len();
                of_dimension.get(digit)
            })
            .collect();
        let holds = |&(dimension, member): &(usize, usize)| {
            chosen
                .get(dimension)
                .copied()
                .flatten()
                .and_then(|world| world.get(member))
                .copied()
                .unwrap_or(false)
        };
        let mut applies =
            self.statements.iter().filter(|(_, atoms)| atoms.iter().all(holds)).map(|(effect, _)| *effect);
        let mut allowed = self.allowed;
        if applies.any(|effect| {
            allowed |= effect == Effect::Allow;
            effect == Effect::Deny
        }) {
            Decision::ExplicitDeny
        } else if allowed {
            Decision::Allowed
        } else {
            Decision::ImplicitDeny
        }
    }
}

impl Dimension<'_> {
    /// The worlds: in each, whether each member holds. `None` when there are too many.
    fn worlds(&self, frame: &Frame<'_>) -> Option<Vec<Vec<bool>>> {
        let Kind::Key(_, members) = &self.kind else { return Some(vec![vec![false], vec![true]]) };
        let mut worlds = vec![in_world(members, &Lookup::Missing(MissingReason::NotInThisRequest), frame)];
        if members.iter().all(|member| !member.condition.multivalued) {
            for text in exact_texts(members) {
                let value = ContextValue::Single(text.to_owned());
                worlds.push(in_world(members, &Lookup::Present(&value), frame));
                if worlds.len() > MAX_WORLDS / members.len() {
                    return None;
                }
            }
        }
        other_worlds(members, &mut worlds)?;
        worlds.sort_unstable();
        worlds.dedup();
        Some(worlds)
    }
}

fn in_world(members: &[Member<'_>], lookup: &Lookup<'_>, frame: &Frame<'_>) -> Vec<bool> {
    members
        .iter()
        .map(|member| member.condition.test(lookup, frame.context(), member.effect).truth == Truth::True)
        .collect()
}

/// The texts with which some member compares exactly.
fn exact_texts<'p>(members: &[Member<'p>]) -> Vec<&'p str> {
    let mut texts: Vec<&str> = members
        .iter()
        .flat_map(|member| &member.condition.operands)
        .filter_map(|operand| if let Operand::Text(text) = operand { Some(&**text) } else { None })
        .collect();
    texts.sort_unstable();
    texts.dedup();
    texts
}

/// Appends the worlds in which the key is present with any other value: each distinct comparison may come out either way.
fn other_worlds(members: &[Member<'_>], worlds: &mut Vec<Vec<bool>>) -> Option<()> {
    let mut questions = Vec::new();
    let answers: Vec<Answer> =
        members.iter().map(|member| answer(*member, &mut questions)).collect::<Option<_>>()?;
    let count =
        1_usize.checked_shl(u32::try_from(questions.len()).ok()?).filter(|count| *count <= MAX_WORLDS)?;
    worlds.extend((0..count).map(|world| answers.iter().map(|answer| answer.in_world(world)).collect()));
    Some(())
}

/// What a value leaves open, other than by being one of the exact texts.
#[derive(PartialEq)]
enum Question<'p> {
    /// Whether it is `true`, for `Bool`.
    IsTrue,
    /// Whether it is of the family's type.
    WellFormed(OperatorFamily),
    /// Whether a policy value matches it, under the operator without its negation.
    Matches(OperatorKind, &'p Operand),
    /// Whether it satisfies a condition as a whole.
    Satisfies(Member<'p>),
}

/// How a member comes out in a world, by the bits that answer the questions.
enum Answer {
    Fixed(bool),
    Bit(usize),
    /// What it is when the bit is set, and when it is not.
    Flag(usize, bool, bool),
    /// Whether any bit is set, negated or not; when the value is not well-formed, what that gives.
    Any {
        bits: Vec<usize>,
        negated: bool,
        well_formed: Option<usize>,
        otherwise: bool,
    },
}

impl Answer {
    fn in_world(&self, world: usize) -> bool {
        let bit = |position: &usize| world >> position & 1 == 1;
        match self {
            Self::Fixed(holds) => *holds,
            Self::Bit(position) => bit(position),
            Self::Flag(position, when_true, when_false) => {
                if bit(position) {
                    *when_true
                } else {
                    *when_false
                }
            }
            Self::Any { well_formed: Some(position), otherwise, .. } if !bit(position) => *otherwise,
            Self::Any { bits, negated, .. } => bits.iter().any(bit) != *negated,
        }
    }
}

/// How a member comes out, by the questions asked so far and its own; `None` when there are too many.
fn answer<'p>(member: Member<'p>, questions: &mut Vec<Question<'p>>) -> Option<Answer> {
    let condition = member.condition;
    let kind = condition.operator.kind;
    let family = kind.family();
    if let Some(holds) = condition.whatever_is_present() {
        return Some(Answer::Fixed(holds));
    }
    if condition.multivalued || family == OperatorFamily::Arn {
        return Some(Answer::Bit(bit_of(Question::Satisfies(member), questions)?));
    }
    if family == OperatorFamily::Bool {
        let includes = |flag| condition.operands.contains(&Operand::Flag(flag));
        return Some(Answer::Flag(bit_of(Question::IsTrue, questions)?, includes(true), includes(false)));
    }
    let exact = affirmative(kind) == OperatorKind::StringEquals;
    let open = condition.operands.iter().filter(|operand| match operand {
        Operand::Text(_) => !exact,
        operand => **operand != Operand::Malformed,
    });
    let bits: Option<Vec<usize>> =
        open.map(|operand| bit_of(Question::Matches(affirmative(kind), operand), questions)).collect();
    let well_formed = match family {
        OperatorFamily::String => None,
        family => Some(bit_of(Question::WellFormed(family), questions)?),
    };
    let otherwise = kind.is_negated() && family != OperatorFamily::Ip;
    Some(Answer::Any { bits: bits?, negated: kind.is_negated(), well_formed, otherwise })
}

/// The bit that answers a question, the same for every member that asks it; `None` when there are too many questions.
fn bit_of<'p>(question: Question<'p>, questions: &mut Vec<Question<'p>>) -> Option<usize> {
    if let Some(known) = questions.iter().position(|known| *known == question) {
        return Some(known);
    }
    questions.push(question);
    (questions.len() <= MAX_QUESTIONS).then(|| questions.len() - 1)
}

/// The operator without its negation, where it has one that compares by equality.
fn affirmative(kind: OperatorKind) -> OperatorKind {
    match kind {
        OperatorKind::NumericNotEquals => OperatorKind::NumericEquals,
        OperatorKind::DateNotEquals => OperatorKind::DateEquals,
        OperatorKind::NotIpAddress => OperatorKind::IpAddress,
        OperatorKind::StringNotEquals => OperatorKind::StringEquals,
        OperatorKind::StringNotEqualsIgnoreCase => OperatorKind::StringEqualsIgnoreCase,
        OperatorKind::StringNotLike => OperatorKind::StringLike,
        kind => kind,
    }
}

fn unknown_variables(condition: &CompiledCondition, frame: &Frame<'_>) -> Vec<UnknownKey> {
    condition
        .operands
        .iter()
        .filter_map(|operand| if let Operand::Template(template) = operand { Some(template) } else { None })
        .flat_map(|template| template.keys())
        .filter_map(|(key, written)| match frame.context().lookup_hashed(key) {
            Lookup::Unknown(reason) => Some(name(written, &reason)),
            _ => None,
        })
        .collect()
}

fn name(key: &str, reason: &str) -> UnknownKey {
    UnknownKey { key: key.to_owned(), reason: reason.to_owned() }
}

/// Each key once, in the order of its first mention.
fn distinct(names: impl Iterator<Item = UnknownKey>) -> Vec<UnknownKey> {
    let mut seen = std::collections::BTreeSet::new();
    names.filter(|name| seen.insert(name.key.to_ascii_lowercase())).collect()
}
