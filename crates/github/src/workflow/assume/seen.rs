//! What the recognisers have at hand: the job so far, and the step they look at.

use super::super::expression::{Bindings, Contexts, Evaluator, Question};
use super::super::files::Files;
use super::super::finding::Report;
use super::super::hole::{Hole, Pattern};
use super::super::model::{Step, Written};
use super::super::{Assumption, FileId, Located, Place};
use super::step::{AssumeMethod, AssumeStep, Oidc};
use super::variables::Variables;

/// What is needed to look through steps.
pub(in super::super) struct Scan<'a, 'f> {
    pub(in super::super) contexts: &'a Contexts,
    pub(in super::super) bindings: &'a Bindings,
    pub(in super::super) files: &'a mut Files<'f>,
    pub(in super::super) report: &'a mut Report,
    /// The first question that stayed open and decides what a step does.
    pub(in super::super) open: Option<Question>,
    pub(super) found: Vec<AssumeStep>,
    /// An earlier step asked GitHub for an ID token, for this audience.
    pub(super) requested: Option<Located<Pattern>>,
    /// Whether something that the workflow does not show may have set the variable `AWS_REGION`: a runner of one's own,
    /// or an earlier step.
    pub(super) may_set_region: bool,
    /// Whether a step that assumes a role is left out, because its `if:` does not hold.
    pub(in super::super) left_out: bool,
}

impl<'a, 'f> Scan<'a, 'f> {
    /// A scan that has found nothing yet; `own_runner` for a job that may run on something else than GitHub's runners.
    pub(in super::super) fn new(
        contexts: &'a Contexts,
        bindings: &'a Bindings,
        files: &'a mut Files<'f>,
        report: &'a mut Report,
        own_runner: bool,
    ) -> Self {
        Self {
            contexts,
            bindings,
            files,
            report,
            open: None,
            found: Vec::new(),
            requested: None,
            may_set_region: own_runner,
            left_out: false,
        }
    }

    /// Keeps the first open question of an evaluation.
    pub(super) fn keep(&mut self, question: Option<Question>) {
        if self.open.is_none() {
            self.open = question;
        }
    }
}

/// One step as the recognisers see it.
pub(super) struct Seen<'a> {
    pub(super) step: &'a Step,
    pub(super) file: FileId,
    pub(super) through: &'a [Place],
    pub(super) variables: &'a Variables,
    pub(super) assumptions: Vec<Assumption>,
    pub(super) rest_of_line: String,
}

impl Seen<'_> {
    /// A text of the step, with its place.
    pub(super) fn located(&self, written: &Written, evaluator: &Evaluator<'_>) -> Located<Pattern> {
        let value = evaluator
            .text(&written.text)
            .map_or_else(|_| Pattern::literal(written.text.as_str()), |value| value.to_pattern());
        Located::at(value, Place::new(self.file, written.span))
    }

    /// A step found here, with what most methods have in common.
    pub(super) fn found(&self, written: &Written, method: AssumeMethod) -> AssumeStep {
        AssumeStep {
            label: self.step.label(),
            place: Place::new(self.file, written.span),
            through: self.through.to_vec(),
            method,
            role: None,
            audience: Located::default_of(Pattern::literal("sts.amazonaws.com")),
            region: None,
            session_name: Located::default_of(Pattern::literal("GitHubActions")),
            duration_seconds: None,
            oidc: Oidc::Yes,
            assumptions: self.assumptions.clone(),
        }
    }
}

/// The audience of a token that is requested without one: the address of the owner.
///
/// Source: <https://docs.github.com/en/actions/reference/security/oidc>
pub(super) fn default_audience(evaluator: &Evaluator<'_>) -> Pattern {
    let known = evaluator.text("${{ github.server_url }}/${{ github.repository_owner }}");
    known.map_or_else(|_| Pattern::hole(Hole::text("GitHub's default audience")), |value| value.to_pattern())
}
