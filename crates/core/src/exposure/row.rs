//! Cells of many shapes, put together to rows for people.

use std::collections::{BTreeMap, BTreeSet};

use can_assume_github::template::ContextKind;
use can_assume_github::universe::{FieldKind, Shape};
use can_assume_regular::{Budget, Language};

use super::cover::Cell;
use super::extent::Extent;
use super::level::Level;
use super::text::Text;
use super::unthought::{UNTHOUGHT_REFS, at_unthought_refs, unthought_of};

/// What a job is for, in one cell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct JobContext {
    /// 0 for pull requests, 1 for environments, 2 for refs.
    rank: u8,
    pub(super) environment: Extent,
    pub(super) git_ref: Extent,
    pub(super) uncertain: Option<&'static str>,
}

/// Cells that differ only in what the job is for, in the form of the subject, or in whether an enterprise owns the repository.
#[derive(Debug, Clone)]
pub(super) struct Row<'s> {
    /// The extents that say something, of all fields but environment and ref.
    pub(super) extents: BTreeMap<FieldKind, Extent>,
    /// The keys of the template.
    pub(super) template: Vec<String>,
    /// `false` where subjects carry names only, `true` where they carry ids.
    pub(super) forms: BTreeSet<bool>,
    /// Whether an enterprise owns the repository.
    pub(super) enterprises: BTreeSet<bool>,
    pub(super) contexts: Vec<JobContext>,
    /// What is assumed of keys outside the token.
    pub(super) assumes: Vec<String>,
    pub(super) cells: Vec<(&'s Shape, Cell)>,
}

impl JobContext {
    pub(super) fn kind(&self) -> ContextKind {
        match self.rank {
            0 => ContextKind::PullRequest,
            1 => ContextKind::Environment,
            _ => ContextKind::Ref,
        }
    }

    /// Whether it says nothing but the kind of job.
    fn is_whole(&self) -> bool {
        self.environment == Extent::Any && self.git_ref == Extent::Any && self.uncertain.is_none()
    }
}

impl<'s> Row<'s> {
    /// The row of one cell.
    pub(super) fn new(shape: &'s Shape, cell: Cell, assumes: &[String]) -> Option<Self> {
        let form = shape.form()?;
        let mut extents = BTreeMap::new();
        let (mut environment, mut git_ref) = (Extent::Any, Extent::Any);
        for (field, extent) in shape.fields().iter().zip(&cell.extents) {
            match field.kind {
                FieldKind::Environment => environment = extent.clone(),
                FieldKind::Ref => git_ref = extent.clone(),
                _ if *extent == Extent::Any => {}
                _ => {
                    extents.insert(field.kind.clone(), extent.clone());
                }
            }
        }
        let rank = match form.context {
            ContextKind::PullRequest => 0,
            ContextKind::Environment => 1,
            ContextKind::Ref => 2,
        };
        Some(Self {
            extents,
            template: form.template.keys().to_vec(),
            forms: BTreeSet::from([form.immutable]),
            enterprises: BTreeSet::from([form.enterprise]),
            contexts: vec![JobContext { rank, environment, git_ref, uncertain: form.uncertain }],
            assumes: assumes.to_vec(),
            cells: vec![(shape, cell)],
        })
    }

    /// Whether every job is meant: pull requests, environments and refs of all names.
    pub(super) fn is_any_job(&self) -> bool {
        [ContextKind::PullRequest, ContextKind::Environment, ContextKind::Ref]
            .iter()
            .all(|kind| self.contexts.iter().any(|context| context.kind() == *kind && context.is_whole()))
    }

    pub(super) fn extent(&self, kind: &FieldKind) -> &Extent {
        self.extents.get(kind).unwrap_or(&Extent::Any)
    }

    /// The values of a field, where all of them are given.
    pub(super) fn named(&self, kind: &FieldKind) -> Option<Vec<&str>> {
        self.extent(kind).literals()
    }

    /// Whether a field is limited to values that somebody had in mind.
    pub(super) fn limits(&self, kind: &FieldKind) -> bool {
        !reaches_anything(self.extent(kind), kind)
    }

    /// Whether the subjects are made by GitHub's default template.
    pub(super) fn has_default_template(&self) -> bool {
        self.template == ["repo", "context"]
    }

    /// How open the row is: as its jobs are, and no more than the workflows are that define them.
    pub(super) fn level(&self) -> Level {
        self.level_of_jobs().max(definers(self.extent(&FieldKind::JobWorkflowRef)))
    }

    /// Whether the jobs are defined in workflows of repositories that are named.
    pub(super) fn workflow_is_somebodys(&self) -> bool {
        definers(self.extent(&FieldKind::JobWorkflowRef)) >= Level::Repository
    }

    /// How open the row is whatever defines its jobs.
    fn level_of_jobs(&self) -> Level {
        use FieldKind::{EnterpriseId, Owner, OwnerId, Repository, RepositoryId};
        let named_owner = self.named(&Owner).is_some() || self.named(&OwnerId).is_some();
        let named_repository =
            self.named(&RepositoryId).is_some() || named_owner && self.named(&Repository).is_some();
        if named_repository {
            let open = self.contexts.iter().any(|context| {
                let any_ref = reaches_anything(&context.git_ref, &FieldKind::Ref);
                match context.kind() {
                    ContextKind::PullRequest | ContextKind::Ref => any_ref,
                    ContextKind::Environment => {
                        any_ref && reaches_anything(&context.environment, &FieldKind::Environment)
                    }
                }
            });
            return if open { Level::Repository } else { Level::Scoped };
        }
        if named_owner || self.limits(&EnterpriseId) {
            return Level::Owner;
        }
        if self.limits(&Owner) || self.limits(&OwnerId) || self.limits(&RepositoryId) {
            return Level::Registrable;
        }
        if self.is_crafted() { Level::AnyoneForged } else { Level::Anyone }
    }

    /// Whether it takes a free text that nobody would have by chance: a workflow's name, or a branch or environment with an `@`.
    fn is_crafted(&self) -> bool {
        let has_at = |extent: &Extent| match extent {
            Extent::Any | Extent::Except(_) => false,
            Extent::Some(texts) | Extent::Both { of: texts, .. } => {
                texts.iter().any(|text| text.text().contains('@'))
            }
        };
        self.limits(&FieldKind::Workflow)
            || self.contexts.iter().all(|context| has_at(&context.environment) || has_at(&context.git_ref))
    }

    /// Joins the other row into this one, the extents and contexts staying as they are.
    fn absorb(&mut self, other: Self) {
        self.forms.extend(other.forms);
        self.enterprises.extend(other.enterprises);
        for context in other.contexts {
            if !self.contexts.contains(&context) {
                self.contexts.push(context);
            }
        }
        self.contexts.sort();
        for assumption in other.assumes {
            if !self.assumes.contains(&assumption) {
                self.assumes.push(assumption);
            }
        }
        self.cells.extend(other.cells);
    }
}

/// Whether an extent takes in values that nobody had in mind.
fn reaches_anything(extent: &Extent, kind: &FieldKind) -> bool {
    match kind {
        FieldKind::Ref => UNTHOUGHT_REFS.iter().any(|git_ref| extent.matches(git_ref)),
        _ => extent.matches(unthought_of(kind)),
    }
}

/// Who can define a job in one of the workflows that `job_workflow_ref` is limited to: whoever owns the repository that is named, or may
/// push to it where any branch will do.
fn definers(extent: &Extent) -> Level {
    match extent {
        Extent::Any | Extent::Except(_) => Level::Anyone,
        Extent::Some(texts) => texts.iter().map(definers_by).min().unwrap_or(Level::Scoped),
        Extent::Both { of, .. } => of.iter().map(definers_by).max().unwrap_or(Level::Anyone),
    }
}

/// Who can define a job in one of the workflows that a value of `job_workflow_ref`, `OWNER/REPOSITORY/PATH@REF`, describes.
fn definers_by(text: &Text) -> Level {
    let (Text::Like(pattern) | Text::Written(pattern)) = text else { return Level::Scoped };
    let known = pattern.split(['*', '?']).next().unwrap_or_default();
    // What is not decided counts as open.
    let may_be = |other: Language| {
        let both = Language::intersection([text.language(), other]);
        both.is_empty(&Budget::default()).map_or(true, |is_empty| !is_empty)
    };
    match known.matches('/').count() {
        0 if may_be(Language::glob(&format!("{}/*", unthought_of(&FieldKind::Owner)))) => Level::Anyone,
        0 => Level::Registrable,
        1 => Level::Owner,
        _ if may_be(at_unthought_refs()) => Level::Repository,
        _ => Level::Scoped,
    }
}

/// Puts rows together that say the same of different jobs, forms, owners' kinds, or that differ in the names of one field.
pub(super) fn joined(rows: Vec<Row<'_>>) -> Vec<Row<'_>> {
    let rows = merge(rows, |left, right| {
        left.extents == right.extents
            && left.template == right.template
            && left.forms == right.forms
            && left.enterprises == right.enterprises
    });
    let rows = merge(rows, |left, right| {
        left.extents == right.extents
            && left.template == right.template
            && left.forms == right.forms
            && left.contexts == right.contexts
    });
    let mut rows = merge(rows, |left, right| {
        left.extents == right.extents && left.template == right.template && left.contexts == right.contexts
    });
    let mut at = 0;
    while at < rows.len() {
        let partner = (0..rows.len()).filter(|other| *other != at).find_map(|other| {
            let (left, right) = (rows.get(at)?, rows.get(other)?);
            let alike = left.template == right.template
                && left.contexts == right.contexts
                && left.forms == right.forms
                && left.enterprises == right.enterprises
                && left.assumes == right.assumes
                && left.extents.keys().eq(right.extents.keys());
            let mut differing =
                left.extents.iter().filter(|(kind, extent)| right.extents.get(kind) != Some(extent));
            let (kind, extent) = differing.next().filter(|_| alike)?;
            let union = extent.union(right.extent(kind))?;
            differing.next().is_none().then(|| (other, kind.clone(), union))
        });
        let Some((other, kind, union)) = partner else {
            at += 1;
            continue;
        };
        let cells = rows.get_mut(other).map(|row| std::mem::take(&mut row.cells)).unwrap_or_default();
        if let Some(row) = rows.get_mut(at) {
            row.extents.insert(kind, union);
            row.cells.extend(cells);
        }
        rows.remove(other);
        if other < at {
            at -= 1;
        }
    }
    rows
}

fn merge<'s>(rows: Vec<Row<'s>>, alike: impl Fn(&Row<'s>, &Row<'s>) -> bool) -> Vec<Row<'s>> {
    let mut merged: Vec<Row<'s>> = Vec::new();
    for row in rows {
        match merged.iter_mut().find(|known| alike(known, &row)) {
            Some(known) => known.absorb(row),
            None => merged.push(row),
        }
    }
    merged
}
