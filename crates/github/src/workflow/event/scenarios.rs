//! From a trigger to its scenarios.

use super::super::Place;
use super::super::error::WorkflowError;
use super::super::finding::{FindingId, Report};
use super::super::hole::{HoleKind, Pattern};
use super::super::model::{Trigger, Workflow};
use super::super::yaml::Node;
use super::filters::Filters;
use super::{ContextForm, Origin, RefRule, RefSet, Scenario, event_info};

/// Every way to start `workflow`, in the order of its `on`.
///
/// # Errors
/// Filters beyond the bounds on patterns.
pub(in super::super) fn scenarios(
    workflow: &Workflow,
    name: &str,
    text: &str,
    default_branch: Option<&str>,
    report: &mut Report,
) -> Result<Vec<Scenario>, WorkflowError> {
    let filters = Filters { file: workflow.file, name, text };
    let mut all = Vec::new();
    for trigger in &workflow.triggers {
        let start = Start {
            event: &trigger.event,
            place: Some(Place::new(workflow.file, trigger.span)),
            types: types(trigger.config.as_deref()),
        };
        let Some(info) = event_info(&trigger.event) else {
            let message = format!("`{}` is not an event this version knows", trigger.event);
            report.finding(FindingId::UnknownEvent, workflow.file, trigger.span, message);
            all.push(start.unknown());
            continue;
        };
        all.extend(of_event(&start, info.ref_rule, trigger, &filters, default_branch, report)?);
    }
    if workflow.triggers.is_empty() && workflow.fragment {
        report.note(None, "the file has no `on`; the event is not known");
        all.push(Start { event: "unknown", place: None, types: Vec::new() }.unknown());
    }
    Ok(all)
}

fn of_event(
    start: &Start<'_>,
    rule: RefRule,
    trigger: &Trigger,
    filters: &Filters<'_>,
    default_branch: Option<&str>,
    report: &mut Report,
) -> Result<Vec<Scenario>, WorkflowError> {
    let config = trigger.config.as_deref();
    let branches = filters.list(config, "branches", "branches-ignore", report)?;
    Ok(match rule {
        RefRule::Push => {
            let tags = filters.list(config, "tags", "tags-ignore", report)?;
            let mut sets = Vec::new();
            if branches.is_some() || tags.is_none() {
                sets.extend(Filters::refs(branches.as_ref(), RefSet::branches));
            }
            if tags.is_some() || branches.is_none() {
                sets.extend(Filters::refs(tags.as_ref(), RefSet::tags));
            }
            sets.into_iter().map(|set| start.plain(set)).collect()
        }
        RefRule::PullRequest => start.pull_requests(&Filters::base(branches.as_ref(), "base branch")),
        RefRule::Review => {
            let base = Filters::base(branches.as_ref(), "base branch");
            let contexts = vec![ContextForm::PullRequest, ContextForm::Ref];
            start.both_origins(RefSet::pull_request(), &base, &contexts, None, start.types.clone())
        }
        RefRule::PullRequestTarget => {
            let base = Filters::base(branches.as_ref(), "base branch");
            let contexts = vec![ContextForm::PullRequest, ContextForm::Ref];
            start.both_origins(
                RefSet::default_branch(default_branch),
                &base,
                &contexts,
                None,
                start.types.clone(),
            )
        }
        RefRule::MergeGroup => {
            let base = Filters::base(branches.as_ref(), "base branch");
            let mut scenario = start.plain(RefSet::merge_queue(&base));
            scenario.base = Some(base);
            vec![scenario]
        }
        RefRule::DefaultBranch => vec![start.plain(RefSet::default_branch(default_branch))],
        RefRule::Chosen | RefRule::BranchOrTag => {
            vec![start.plain(RefSet::branches(None, None)), start.plain(RefSet::tags(None, None))]
        }
        RefRule::ReleaseTag => vec![start.plain(RefSet::tags(None, None))],
        RefRule::Deployed => vec![
            start.plain(RefSet::branches(None, None)),
            start.plain(RefSet::tags(None, None)),
            start.plain(RefSet::empty()),
        ],
        RefRule::Caller => vec![start.unknown()],
    })
}

/// What the scenarios of one trigger have in common.
struct Start<'a> {
    event: &'a str,
    place: Option<Place>,
    types: Vec<String>,
}

impl Start<'_> {
    fn plain(&self, git_ref: RefSet) -> Scenario {
        Scenario {
            event: self.event.to_owned(),
            trigger: self.place,
            git_ref,
            origin: Origin::Repository,
            base: None,
            detail: None,
            types: self.types.clone(),
            contexts: vec![ContextForm::Ref],
        }
    }

    fn unknown(&self) -> Scenario {
        Scenario {
            origin: Origin::Unknown,
            contexts: vec![ContextForm::Ref, ContextForm::PullRequest],
            ..self.plain(RefSet::unknown(if self.event == "workflow_call" { "caller's ref" } else { "ref" }))
        }
    }

    /// `closed` after a merge has the base branch as its ref, every other type the merge of the pull request.
    ///
    /// Observed: <https://github.com/DataDog/synthetics-ci-github-action/pull/376>
    fn pull_requests(&self, base: &Pattern) -> Vec<Scenario> {
        let contexts = vec![ContextForm::PullRequest];
        let closed = self.types.iter().any(|name| name == "closed");
        let open: Vec<String> = if self.types.is_empty() {
            DEFAULT_TYPES.map(str::to_owned).to_vec()
        } else {
            self.types.iter().filter(|name| *name != "closed").cloned().collect()
        };
        let mut all = Vec::new();
        if !open.is_empty() {
            all.extend(self.both_origins(RefSet::pull_request(), base, &contexts, None, open));
        }
        if closed {
            let types = vec!["closed".to_owned()];
            let merged = RefSet { kind: super::RefKind::Branch, name: base.clone() };
            all.extend(self.both_origins(merged, base, &contexts, Some("merged"), types.clone()));
            all.extend(self.both_origins(
                RefSet::pull_request(),
                base,
                &contexts,
                Some("closed unmerged"),
                types,
            ));
        }
        all
    }

    fn both_origins(
        &self,
        git_ref: RefSet,
        base: &Pattern,
        contexts: &[ContextForm],
        detail: Option<&str>,
        types: Vec<String>,
    ) -> Vec<Scenario> {
        let same = Scenario {
            origin: Origin::SameRepository,
            base: Some(base.clone()),
            detail: detail.map(str::to_owned),
            types,
            contexts: contexts.to_vec(),
            ..self.plain(git_ref)
        };
        let fork = Scenario { origin: Origin::Fork, ..same.clone() };
        vec![same, fork]
    }
}

fn types(config: Option<&Node>) -> Vec<String> {
    let types = config.and_then(|config| config.get("types"));
    types
        .map(|types| types.strings())
        .unwrap_or_default()
        .into_iter()
        .map(|(name, _)| name.to_owned())
        .collect()
}

/// The activity types of `pull_request` and `pull_request_target` when none are written.
const DEFAULT_TYPES: [&str; 3] = ["opened", "synchronize", "reopened"];

impl RefSet {
    /// The set with a hole's value or a narrower hole put in.
    pub(in super::super) fn map(&self, apply: impl Fn(&Pattern) -> Pattern) -> Self {
        Self { kind: self.kind, name: apply(&self.name) }
    }
}

/// The name of the head branch of a pull request.
pub(super) fn head_branch() -> Pattern {
    Pattern::open("head branch", HoleKind::Branch)
}
