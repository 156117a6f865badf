//! What is assumed of holes while one case is looked at.

use std::collections::BTreeMap;

use super::super::hole::{Constraint, Hole, HoleKind, Pattern, Segment, TextTest};

/// A question that decides an expression and whose answer the workflow does not give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Question {
    /// The hole that is asked about, with what is known of it.
    pub(in super::super) hole: Hole,
    /// The question.
    pub(in super::super) test: TextTest,
}

/// Answers to [`Question`]s, by the name of the hole.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in super::super) struct Bindings {
    constraints: BTreeMap<String, Constraint>,
    answers: Vec<(String, TextTest, bool)>,
    /// The default branch, where it is known.
    default_branch: Option<String>,
}

impl Bindings {
    /// Nothing is assumed; the default branch is this one, if it is known.
    pub(in super::super) fn new(default_branch: Option<&str>) -> Self {
        Self { default_branch: default_branch.map(str::to_owned), ..Self::default() }
    }

    /// These bindings with one more answer.
    pub(in super::super) fn with(&self, question: &Question, holds: bool) -> Self {
        let mut bound = self.clone();
        let known = self.constraint(&question.hole);
        bound.constraints.insert(question.hole.name.clone(), known.with(question.test.clone(), holds));
        bound.answers.push((question.hole.name.clone(), question.test.clone(), holds));
        bound
    }

    /// The answers that are not about the contexts of one job, for another workflow file.
    pub(in super::super) fn outside_of_jobs(&self) -> Self {
        Self {
            constraints: self
                .constraints
                .clone()
                .into_iter()
                .filter(|(name, _)| !is_of_a_job(name))
                .collect(),
            answers: self.answers.clone(),
            default_branch: self.default_branch.clone(),
        }
    }

    /// The answers in the order in which they were assumed.
    pub(in super::super) fn answers(&self) -> &[(String, TextTest, bool)] {
        &self.answers
    }

    /// What is known of a hole, its own constraint and the answers together.
    pub(in super::super) fn constraint(&self, hole: &Hole) -> Constraint {
        let Some(bound) = self.constraints.get(&hole.name) else { return hole.constraint.clone() };
        hole.constraint.tests.iter().fold(bound.clone(), |all, (test, holds)| {
            if all.tests.contains(&(test.clone(), *holds)) { all } else { all.with(test.clone(), *holds) }
        })
    }

    /// The answer to a question, if it follows from what is known.
    pub(in super::super) fn decide(&self, hole: &Hole, test: &TextTest) -> Option<bool> {
        self.constraint(hole).decide(test)
    }

    /// The pattern with what is known of its holes put in.
    pub(in super::super) fn apply(&self, pattern: &Pattern) -> Pattern {
        let mut all = Pattern::default();
        for segment in pattern.segments() {
            match segment {
                Segment::Literal(text) => all.push_str(text),
                Segment::Hole(hole) => all.push(&self.resolve(hole)),
                Segment::EncodedHole(hole) => all.push(&self.resolve(hole).encoded()),
            }
        }
        all
    }

    fn resolve(&self, hole: &Hole) -> Pattern {
        let constraint = self.constraint(hole);
        let exact = constraint.tests.iter().find_map(|(test, holds)| match test {
            TextTest::Equals(text) if *holds => Some(spelling(&constraint, text)),
            _ => None,
        });
        if let Some(text) = &exact
            && hole.constraint.kind == HoleKind::Branch
        {
            return self.branch(hole, constraint, text);
        }
        let only = || {
            let mut left = constraint.one_of.iter().flatten().filter(|value| constraint.accepts(value));
            left.next().filter(|_| left.next().is_none()).cloned()
        };
        match exact.or_else(only) {
            Some(text) => Pattern::literal(text),
            None => Pattern::hole(Hole { name: hole.name.clone(), constraint }),
        }
    }
}

impl Bindings {
    /// The branch that an expression calls `text` without regard to case, while filters and subjects go by the letter: as
    /// the expression spells it, as the default branch is spelled, or, where a filter takes neither, open.
    fn branch(&self, hole: &Hole, constraint: Constraint, text: &str) -> Pattern {
        let same = |branch: &&String| branch.to_uppercase() == text.to_uppercase() && *branch != text;
        let default = self.default_branch.as_ref().filter(same).filter(|branch| constraint.accepts(branch));
        match (constraint.accepts(text), default) {
            (true, None) => Pattern::literal(text),
            (false, Some(branch)) => Pattern::literal(branch.as_str()),
            (true, Some(branch)) => {
                let one_of = Some(vec![branch.clone(), text.to_owned()]);
                let constraint = Constraint { one_of, ..Constraint::of(HoleKind::Branch) };
                Pattern::hole(Hole { name: hole.name.clone(), constraint })
            }
            (false, None) => Pattern::hole(Hole { name: hole.name.clone(), constraint }),
        }
    }
}

/// Of the values that a hole can have, the one that an expression calls `text` without regard to case.
fn spelling(constraint: &Constraint, text: &str) -> String {
    let same = |value: &&String| value.to_uppercase() == text.to_uppercase();
    constraint
        .one_of
        .as_ref()
        .and_then(|values| values.iter().find(same))
        .cloned()
        .unwrap_or_else(|| text.to_owned())
}

/// Whether a hole is named after a context that each job, or each called file, has for itself.
pub(super) fn is_of_a_job(name: &str) -> bool {
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'));
    ["needs.", "matrix.", "steps.", "env.", "strategy.", "job."].iter().any(|context| name.contains(context))
        || (!plain && name.contains("inputs."))
}

impl Question {
    /// Whether an unknown value counts as true.
    pub(super) fn truthy(name: &str) -> Self {
        Self { hole: Hole::new(name, HoleKind::Text), test: TextTest::Truthy }
    }
}
