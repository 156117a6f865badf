//! One token for each way in which the policies can tell a candidate's tokens apart.
//!
//! The values of the holes are split by every question that a condition asks of the claims they are in. Of each part
//! that is not empty one value is taken: two values of one part answer every question alike, so that a verdict on which
//! all parts agree holds for every token of the candidate.

use std::collections::BTreeMap;

use can_assume_github::claims::Claims;
use can_assume_github::issuer::Issuer;
use can_assume_github::workflow::{Candidate, CandidateSubject, Hole, Pattern, Segment};
use can_assume_regular::{Budget, Constraint, Language, Piece, Recipe, Substitution, Tuple, TupleError};

use super::atom::{Atoms, atoms};
use super::hole;
use crate::diagnostic::SourceText;
use crate::question::Policy;

/// A token that stands for all tokens of the candidate that the policies cannot tell from it.
#[derive(Debug, Clone)]
pub(super) struct World {
    /// Its claims, as far as they are known.
    pub(super) claims: Claims,
    /// The same as text.
    pub(super) source: SourceText,
    /// The values that were taken for the holes of its subject, of its audience, and of the claims that the policies ask of.
    pub(super) values: BTreeMap<String, String>,
    /// The condition under which the subject has this form, if it has several.
    pub(super) when: Option<String>,
    /// The subject, with its holes.
    pub(super) subject: String,
}

/// What the tokens are made of.
pub(super) struct Ingredients<'a> {
    /// The candidate.
    pub(super) candidate: &'a Candidate,
    /// The form of its subject.
    pub(super) form: &'a CandidateSubject,
    /// The audience that is asked for.
    pub(super) audience: &'a Pattern,
    /// The client ids of the provider, where they are known: they are asked of the audience too.
    pub(super) client_ids: Vec<String>,
}

impl Ingredients<'_> {
    /// The worlds of these tokens under `policies`; at least one.
    pub(super) fn worlds<'p>(&self, policies: impl Iterator<Item = &'p Policy>) -> Vec<World> {
        let claims = self.claims();
        let open: Vec<&str> = claims
            .iter()
            .filter(|(_, value)| value.exact().is_none())
            .map(|(name, _)| name.as_str())
            .collect();
        let issuer =
            claims.get("iss").and_then(|issuer| issuer.exact()).map_or_else(Issuer::github, Issuer::parse);
        let mut asked = atoms(policies, &issuer, &open);
        if open.contains(&"aud") && !self.client_ids.is_empty() {
            asked.asked.insert("aud".to_owned());
            asked.all.push(super::atom::Atom {
                claim: "aud".to_owned(),
                language: Language::literals(self.client_ids.iter().cloned()),
            });
        }
        let parts = if asked.opaque { None } else { self.split(&claims, &asked) };
        match parts {
            Some(parts) if !parts.is_empty() => parts
                .into_iter()
                .map(|values| {
                    let known = |name: &str| name == "sub" || asked.asked.contains(name);
                    self.world(&claims, &values, known)
                })
                .collect(),
            _ => vec![self.world(&claims, &BTreeMap::new(), |_| false)],
        }
    }

    /// The claims with their holes, `sub` and the audience of the step included.
    fn claims(&self) -> BTreeMap<String, Pattern> {
        let mut claims = self.candidate.claims.clone();
        claims.insert("sub".to_owned(), self.form.subject.clone());
        claims.insert("aud".to_owned(), self.audience.clone());
        claims
    }

    /// The token with these values; of the claims that have holes only the `known` ones are in it.
    fn world(
        &self,
        claims: &BTreeMap<String, Pattern>,
        values: &BTreeMap<String, String>,
        known: impl Fn(&str) -> bool,
    ) -> World {
        let mut members = serde_json::Map::new();
        let first = FIRST.iter().filter_map(|name| claims.get_key_value(*name));
        let rest = claims.iter().filter(|(name, _)| !FIRST.contains(&name.as_str()));
        for (name, value) in first.chain(rest) {
            if let Some(exact) = value.exact() {
                members.insert(name.clone(), exact.into());
            } else if known(name) {
                members.insert(name.clone(), value.instantiate(values).into());
            }
        }
        let text = serde_json::to_string_pretty(&members).unwrap_or_default();
        let mut shown = BTreeMap::new();
        let asked = claims.iter().filter(|(name, _)| known(name)).flat_map(|(_, value)| value.holes());
        for hole in self.form.subject.holes().chain(self.audience.holes()).chain(asked) {
            if let Some(value) = values.get(&hole.name) {
                shown.insert(hole.name.clone(), value.clone());
            }
        }
        World {
            // What was just written can be read.
            claims: Claims::from_json(&text).unwrap_or_default(),
            source: SourceText::new("predicted claims", text),
            values: shown,
            when: self.form.when.clone(),
            subject: self.form.subject.to_string(),
        }
    }

    /// Values for the holes, one set for each combination of answers that is possible; `None` when there are too many or
    /// the search is too expensive.
    fn split(
        &self,
        claims: &BTreeMap<String, Pattern>,
        asked: &Atoms,
    ) -> Option<Vec<BTreeMap<String, String>>> {
        let relevant = claims.iter().filter(|(name, _)| *name == "sub" || asked.asked.contains(*name));
        let relevant: BTreeMap<&str, &Pattern> =
            relevant.map(|(name, value)| (name.as_str(), value)).collect();
        let holes = distinct(relevant.values().copied());
        let names: Vec<&str> = holes.keys().copied().collect();
        let questions: Vec<Constraint> = asked
            .all
            .iter()
            .filter_map(|atom| {
                let pattern = relevant.get(atom.claim.as_str())?;
                Some(Constraint::In(recipe(pattern, &names)?, atom.language.clone()))
            })
            .collect();
        if questions.len() != asked.all.len() || questions.len() > MAX_QUESTIONS {
            return None;
        }
        let tuple =
            Tuple::new(holes.values().map(|same| {
                Language::intersection(same.iter().map(|hole| hole::language(&hole.constraint)))
            }));
        let mut search = Search { tuple, questions, parts: Vec::new() };
        let telling = search.answered(samples(&holes)).ok()?;
        search.run().ok()?;
        let by_name = |values: &[String]| {
            names.iter().map(|name| (*name).to_owned()).zip(values.iter().cloned()).collect()
        };
        if search.parts.len() > MAX_WORLDS {
            return None;
        }
        // A value that people use tells more than the shortest one.
        Some(
            search
                .parts
                .iter()
                .map(|(answers, found)| {
                    let known = telling.iter().find(|(same, _)| same == answers);
                    by_name(known.map_or(found, |(_, values)| values))
                })
                .collect(),
        )
    }
}

/// The search for the possible combinations of answers.
struct Search {
    tuple: Tuple,
    questions: Vec<Constraint>,
    /// The answers to all questions, and values that give them.
    parts: Vec<Part>,
}

/// One combination of answers, and values that give it.
type Part = (Vec<bool>, Vec<String>);

impl Search {
    /// The answers that these values give; values that cannot be are left out.
    fn answered(&self, all: Vec<Vec<String>>) -> Result<Vec<Part>, TupleError> {
        let mut answered = Vec::new();
        for values in all {
            let possible = self
                .tuple
                .fields()
                .iter()
                .zip(&values)
                .map(|(language, value)| language.matches(value, &Budget::default()))
                .collect::<Result<Vec<bool>, _>>()?;
            if possible.iter().all(|possible| *possible) {
                let answers = self
                    .questions
                    .iter()
                    .map(|question| question.holds(&values, &Budget::default()))
                    .collect::<Result<_, _>>()?;
                answered.push((answers, values));
            }
        }
        Ok(answered)
    }

    /// Finds every combination of answers that some values give.
    fn run(&mut self) -> Result<(), TupleError> {
        let Some(first) = self.tuple.solve(&Constraint::always(), &Budget::default())? else { return Ok(()) };
        let mut waiting = vec![(Vec::new(), Constraint::always(), first)];
        while let Some((answers, constraint, found)) = waiting.pop() {
            let Some(question) = self.questions.get(answers.len()) else {
                self.parts.push((answers, found));
                if self.parts.len() > MAX_WORLDS {
                    return Ok(());
                }
                continue;
            };
            let holds = question.holds(&found, &Budget::default())?;
            for answer in [false, true] {
                let asked = if answer { question.clone() } else { question.clone().negated() };
                let constraint = constraint.clone().and(asked);
                let values = if answer == holds {
                    Some(found.clone())
                } else {
                    self.tuple.solve(&constraint, &Budget::default())?
                };
                if let Some(values) = values {
                    let mut answers = answers.clone();
                    answers.push(answer);
                    waiting.push((answers, constraint, values));
                }
            }
        }
        Ok(())
    }
}

/// The holes by name, with everything that is known of each.
fn distinct<'a>(patterns: impl Iterator<Item = &'a Pattern>) -> BTreeMap<&'a str, Vec<&'a Hole>> {
    let mut holes: BTreeMap<&str, Vec<&Hole>> = BTreeMap::new();
    for hole in patterns.flat_map(Pattern::holes) {
        let same = holes.entry(hole.name.as_str()).or_default();
        if !same.contains(&hole) {
            same.push(hole);
        }
    }
    holes
}

/// Some telling values for the holes, together.
fn samples(holes: &BTreeMap<&str, Vec<&Hole>>) -> Vec<Vec<String>> {
    let each: Vec<Vec<String>> =
        holes.values().map(|same| same.first().map(|hole| hole.samples()).unwrap_or_default()).collect();
    let most = each.iter().map(Vec::len).max().unwrap_or_default();
    (0..most)
        .filter_map(|variant| {
            each.iter().map(|values| values.get(variant).or(values.first()).cloned()).collect()
        })
        .collect()
}

/// How `pattern` is put together from the holes of these names; `None` when it has another one.
fn recipe(pattern: &Pattern, names: &[&str]) -> Option<Recipe> {
    let index = |hole: &Hole| names.iter().position(|name| *name == hole.name);
    let pieces: Vec<Piece> = pattern
        .segments()
        .iter()
        .map(|segment| {
            Some(match segment {
                Segment::Literal(text) => Piece::literal(text.as_str()),
                Segment::Hole(hole) => Piece::Field(index(hole)?),
                Segment::EncodedHole(hole) => Piece::Encoded(index(hole)?, Substitution::new([(':', "%3A")])),
            })
        })
        .collect::<Option<_>>()?;
    Some(Recipe::new(pieces))
}

/// The claims that a reader looks for first.
const FIRST: [&str; 3] = ["iss", "aud", "sub"];
/// More conditions than these on claims with holes are not looked into.
const MAX_QUESTIONS: usize = 64;
/// More combinations of answers than these are not looked into.
const MAX_WORLDS: usize = 64;
