//! Fixes that were tried: the edits applied, the text parsed again, the question decided again.

use can_assume_iam::trace::Decision;

use super::diagnose::{self, Diagnosis};
use super::{Failing, ProvenFix, failing};
use crate::cause::Proposal;
use crate::cause::comparison::Known;
use crate::diagnostic::{Edit, Label};
use crate::edits;
use crate::question::{Policy, Question};
use crate::sts;

/// How many of one cause's proposals are shown.
const SHOWN: usize = 2;
/// How many edits are tried in all for stacked defects.
const MOST_TRIED: usize = 64;
/// How many combinations of one step are followed further.
const FOLLOWED: usize = 3;
/// How many times a mended policy is looked at again.
const DEEPEST: usize = 3;

/// The fixes that were found, and the causes that come to light only once others are mended.
pub(super) struct Repair {
    pub(super) fixes: Vec<ProvenFix>,
    pub(super) hidden: Vec<Diagnosis>,
}

/// The proposals that turn the verdict into `allowed`: those of one cause alone, or, where defects are stacked, one for
/// each at once, those included that are seen only once the first are mended.
pub(super) fn prove(question: &Question, diagnoses: &[Diagnosis], known: &Known<'_>) -> Repair {
    let mut fixes: Vec<ProvenFix> = Vec::new();
    for diagnosis in diagnoses {
        let proven = diagnosis.finding.proposals.iter().filter_map(|proposal| try_alone(question, proposal));
        for fix in proven.take(SHOWN) {
            if !fixes.iter().any(|known| known.edits == fix.edits) {
                fixes.push(fix);
            }
        }
    }
    if !fixes.is_empty() {
        return Repair { fixes, hidden: Vec::new() };
    }
    let mut search = Stacked { original: &question.policy, known, tried: 0 };
    match search.follow(question, &Step::default(), diagnoses, 0) {
        Some((fix, hidden)) => Repair { fixes: vec![fix], hidden },
        None => Repair { fixes, hidden: Vec::new() },
    }
}

/// The question with its policy edited.
fn with(question: &Question, policy: Policy) -> Question {
    Question { policy, ..question.clone() }
}

fn try_alone(question: &Question, proposal: &Proposal) -> Option<ProvenFix> {
    if proposal.edits.is_empty() {
        return None;
    }
    let edited = question.policy.edited(&proposal.edits)?;
    let decision_after = sts::decide(&with(question, edited)).decision;
    (decision_after == Decision::Allowed).then(|| ProvenFix {
        title: proposal.title.clone(),
        file: question.policy.source.name.clone(),
        edits: edits::sorted(&proposal.edits).unwrap_or_default(),
        decision_after,
        gains: Vec::new(),
    })
}

/// What was done to the policy so far.
#[derive(Default)]
struct Step {
    titles: Vec<String>,
    /// The edits, in places of the original text and in order.
    edits: Vec<Edit>,
}

/// The search for one fix of several defects.
struct Stacked<'a> {
    original: &'a Policy,
    known: &'a Known<'a>,
    tried: usize,
}

impl Stacked<'_> {
    /// The first edits that let the request in, made after those of `step`, and the causes that came to light on the way.
    fn follow(
        &mut self,
        question: &Question,
        step: &Step,
        diagnoses: &[Diagnosis],
        depth: usize,
    ) -> Option<(ProvenFix, Vec<Diagnosis>)> {
        let mut denied = Vec::new();
        for proposals in combinations(diagnoses) {
            if self.tried == MOST_TRIED {
                return None;
            }
            self.tried += 1;
            let Some((next, edited)) = self.after(question, step, &proposals) else { continue };
            let verdict = sts::decide(&edited);
            match verdict.decision {
                Decision::Allowed => return Some((self.fix(next), Vec::new())),
                Decision::Undetermined => {}
                Decision::ExplicitDeny | Decision::ImplicitDeny => {
                    if denied.len() < FOLLOWED {
                        denied.push((next, edited, verdict));
                    }
                }
            }
        }
        if depth == DEEPEST {
            return None;
        }
        denied.into_iter().find_map(|(next, edited, verdict)| {
            let failing = failing::failing(&verdict, self.known);
            let found = diagnose::all(&edited, &verdict, &failing, self.known);
            let (fix, further) = self.follow(&edited, &next, &found, depth + 1)?;
            let here = found.into_iter().map(|diagnosis| self.in_original(diagnosis, &next, &edited));
            Some((fix, here.chain(further).collect()))
        })
    }

    /// What is done, and the question, once `proposals` are carried out too.
    fn after(&self, question: &Question, step: &Step, proposals: &[&Proposal]) -> Option<(Step, Question)> {
        let edits: Vec<Edit> = proposals.iter().flat_map(|proposal| proposal.edits.clone()).collect();
        if edits.is_empty() {
            return None;
        }
        let edits = edits::sorted(&edits)?;
        let edited = question.policy.edited(&edits)?;
        let source = &self.original.source;
        let all = edits::compose(source, &step.edits, &question.policy.source.text, &edits)?;
        let mut titles = step.titles.clone();
        titles.extend(proposals.iter().map(|proposal| proposal.title.clone()));
        titles.dedup();
        Some((Step { titles, edits: all }, with(question, edited)))
    }

    fn fix(&self, step: Step) -> ProvenFix {
        ProvenFix {
            title: step.titles.join("; "),
            file: self.original.source.name.clone(),
            edits: step.edits,
            decision_after: Decision::Allowed,
            gains: Vec::new(),
        }
    }

    /// A diagnosis of the edited policy with its places in the original text.
    fn in_original(&self, mut diagnosis: Diagnosis, step: &Step, edited: &Question) -> Diagnosis {
        let labels = std::mem::take(&mut diagnosis.diagnostic.labels);
        diagnosis.diagnostic.labels = labels
            .into_iter()
            .filter_map(|label| {
                if label.source != edited.policy.source {
                    return Some(label);
                }
                let span = edits::before(&step.edits, label.span)?;
                Some(Label { source: self.original.source.clone(), span, ..label })
            })
            .collect();
        diagnosis
    }
}

/// One proposal for each element at fault, in every way to choose them, the first of each first.
fn combinations(diagnoses: &[Diagnosis]) -> Vec<Vec<&Proposal>> {
    let mut elements: Vec<(Option<&Failing>, Vec<&Proposal>)> = Vec::new();
    for diagnosis in diagnoses {
        let element = diagnosis.failing.as_ref();
        match elements.iter_mut().find(|(known, _)| *known == element) {
            Some((_, proposals)) => proposals.extend(&diagnosis.finding.proposals),
            None => elements.push((element, diagnosis.finding.proposals.iter().collect())),
        }
    }
    let mut combinations: Vec<Vec<&Proposal>> = vec![Vec::new()];
    for (_, proposals) in elements.iter().filter(|(_, proposals)| !proposals.is_empty()) {
        let longer = combinations.iter().flat_map(|chosen| {
            proposals.iter().map(move |proposal| [chosen.as_slice(), &[*proposal]].concat())
        });
        combinations = longer.take(MOST_TRIED).collect();
    }
    combinations
}
