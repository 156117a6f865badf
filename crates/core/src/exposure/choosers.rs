//! What those get who choose the template of their subjects: everybody whom nobody named, and a repository with too many templates to list.

use can_assume_github::universe::{FieldKind, Shape, custom_shapes};
use can_assume_regular::{Constraint, Language};

use super::chosen::{Made, Outcome, Search};
use super::exhausted::Exhausted;
use super::find::{Finder, say};
use super::identity::Identity;
use super::level::Level;
use super::member::Member;
use super::parties::Group;
use super::row::Row;
use super::sought::Sought;
use super::space::Space;
use super::unthought::{UNTHOUGHT_REFS, at_unthought_refs, unthought_of};

/// How many templates of a named repository are listed one by one.
const MOST_LISTED: usize = 6;

/// A token with a chosen template, and what it says of its group.
struct Choice {
    made: Made,
    level: Level,
    /// Who chooses.
    name: String,
    /// Where all tokens of the group are alike, in words that go behind the name.
    only: Vec<String>,
}

impl Finder<'_> {
    fn templates<'f>(&'f self) -> Search<'f> {
        Search {
            asked: self.asked,
            issuer: self.issuer,
            known: self.known,
            limits: &self.limits,
            any_subject: &self.any_subject,
            named_workflows: &self.named_workflows,
        }
    }

    /// Looks whether the group gets in by a template of its choice, with a subject in `subject` if one is given; false when it surely
    /// does not.
    pub(super) fn search(
        &self,
        group: &Group,
        subject: Option<&Language>,
        found: &mut Vec<Identity>,
        open: &mut Vec<String>,
    ) -> bool {
        let choice = match self.choice(group, subject) {
            Ok(Ok(Some(choice))) => choice,
            Ok(Ok(None)) => return false,
            Ok(Err(why)) => {
                say(open, format!("{}: {why}", group.name));
                return true;
            }
            Err(Exhausted) => {
                say(open, self.over_budget());
                return true;
            }
        };
        let mut assumes = choice.made.assumes.clone();
        if choice.made.by_named_workflow {
            assumes.push("the workflow that defines the job can be called from the repository".to_owned());
        }
        let template = choice.made.template.keys().join(", ");
        let only = choice.only.iter().map(|only| format!(", {only}")).collect::<String>();
        found.push(Identity {
            level: choice.level,
            description: format!(
                "{}, with a subject template of its choice such as `{template}` and free texts that fit{only}",
                choice.name
            ),
            assumes,
            witness: Some(self.tidy(&choice.made.proven.claims)),
            context: choice.made.proven.context,
            members: vec![Member::chosen(&group.party)],
        });
        true
    }

    /// The inner error says why it was not decided.
    fn choice(
        &self,
        group: &Group,
        subject: Option<&Language>,
    ) -> Result<Result<Option<Choice>, String>, Exhausted> {
        let all = Sought::all_of(&group.party).with_subject(subject);
        if self.templates().helps_nobody(&all)? {
            return Ok(Ok(None));
        }
        let attempts = match group.level {
            Level::AnyoneForged => self.outsiders(group, &all, subject),
            level => {
                let sought =
                    if subject.is_none() { all.clone().under_the_written_name(group) } else { all.clone() };
                vec![(sought, level, group.name.clone())]
            }
        };
        for (sought, level, name) in attempts {
            let made = match self.templates().find(&sought)? {
                Outcome::Nothing => continue,
                Outcome::Found(made) => *made,
                Outcome::Open(why) => return Ok(Err(why)),
            };
            let (level, only) = match level {
                Level::Repository => self.of_repository(&sought, &made)?,
                level => (level, Vec::new()),
            };
            let level = if made.by_named_workflow { level.max(self.of_named_workflow(&all)?) } else { level };
            return Ok(Ok(Some(Choice { made, level, name, only })));
        }
        Ok(Ok(None))
    }

    /// What a stranger can do, every account can; what only some outsiders can do takes an enterprise, or a name that fits.
    fn outsiders(
        &self,
        group: &Group,
        all: &Sought,
        subject: Option<&Language>,
    ) -> Vec<(Sought, Level, String)> {
        let stranger = Sought::all_of(&group.stranger()).with_subject(subject);
        let mut attempts = vec![(
            stranger.clone().only(FieldKind::EnterpriseId, any_other(&FieldKind::EnterpriseId)),
            Level::AnyoneForged,
            group.name.clone(),
        )];
        if self.asked.tests("enterprise_id") {
            attempts.push((
                stranger,
                Level::Owner,
                "any repository of the enterprises that the policy names".to_owned(),
            ));
        }
        let fitting = "any repository of an account with a fitting name or id".to_owned();
        attempts.push((all.clone(), Level::Registrable, fitting));
        attempts
    }

    /// How open it is that a named repository chooses its template: it is for named jobs only where no token is of a branch, environment
    /// and workflow that nobody had in mind.
    fn of_repository(&self, all: &Sought, made: &Made) -> Result<(Level, Vec<String>), Exhausted> {
        let any_job = all
            .clone()
            .only(FieldKind::Ref, Language::literals(UNTHOUGHT_REFS))
            .only(FieldKind::Environment, any_other(&FieldKind::Environment))
            .only(FieldKind::JobWorkflowRef, at_unthought_refs());
        let level = match self.templates().find(&any_job)? {
            Outcome::Nothing => Level::Scoped,
            Outcome::Found(_) | Outcome::Open(_) => Level::Repository,
        };
        let mut only = Vec::new();
        let names_workflows = self.asked.tests("job_workflow_ref") || !self.named_workflows.is_empty();
        for (kind, claim, label, may_be) in [
            (FieldKind::Ref, "ref", "on", level == Level::Scoped),
            (FieldKind::JobWorkflowRef, "job_workflow_ref", "defined in", names_workflows),
        ] {
            if !may_be {
                continue;
            }
            let Some(value) = made.proven.claims.text(claim) else { continue };
            let others = all.clone().only(kind, Language::literal(value.as_ref()).complement());
            if matches!(self.templates().find(&others)?, Outcome::Nothing) {
                only.push(format!("only jobs {label} `{value}`"));
            }
        }
        Ok((level, only))
    }

    /// How open it is that only the workflows let in which the policy names: whoever may push to their repository defines the job, unless
    /// their ref is named too.
    fn of_named_workflow(&self, all: &Sought) -> Result<Level, Exhausted> {
        let any_ref = all.clone().only(FieldKind::JobWorkflowRef, at_unthought_refs());
        Ok(match self.templates().find(&any_ref)? {
            Outcome::Nothing => Level::Scoped,
            Outcome::Found(_) | Outcome::Open(_) => Level::Repository,
        })
    }

    /// Whether the row says of every token of the group, whatever template it chooses, what holds of it: the row is of any job, and no
    /// token of the group is outside what the row says of names, ids and other claims.
    pub(super) fn is_told_by(&self, row: &Row<'_>, group: &Group) -> bool {
        let tells_enterprises = self.asked.tests("enterprise_id");
        // The groups leave out the repositories that are named.
        let of_some =
            [FieldKind::Repository, FieldKind::RepositoryId].iter().any(|kind| row.named(kind).is_some());
        if of_some {
            return false;
        }
        if !row.is_any_job() || !row.has_default_template() || tells_enterprises && row.enterprises.len() < 2
        {
            return false;
        }
        let nobody = |sought: Sought| matches!(self.templates().find(&sought), Ok(Outcome::Nothing));
        let all = Sought::all_of(&group.party);
        let forms = match Vec::from_iter(&row.forms).as_slice() {
            [ids] => nobody(all.clone().with_ids(!**ids)),
            _ => true,
        };
        let outside = |(kind, language): (&FieldKind, Language)| {
            nobody(all.clone().only(kind.clone(), language.complement()))
        };
        let extents = row.extents.iter().filter_map(|(kind, extent)| Some((kind, extent.language()?)));
        forms && extents.into_iter().all(outside)
    }

    /// The shapes of the templates with which a named repository gets in; `None` where they are too many to list.
    pub(super) fn templates_of(
        &self,
        group: &Group,
        sought: &Sought,
        open: &mut Vec<String>,
    ) -> Option<Vec<Shape>> {
        let mut shapes = Vec::new();
        let mut listed = 0;
        let enterprise = self.asked.tests("enterprise_id");
        let search = self.templates();
        let all = search.targets(sought).and_then(|targets| match targets {
            Ok(targets) => search.templates(sought, &targets, &mut |template| {
                let before = shapes.len();
                for shape in custom_shapes(self.issuer, template, enterprise) {
                    let known = Constraint::All(vec![self.known.constraint(&shape), sought.within(&shape)]);
                    let space = Space { shape: &shape, known, limits: &self.limits };
                    if space.solve(&self.asked.set(&shape).bounds.may)?.is_some() {
                        shapes.push(shape);
                    }
                }
                listed += usize::from(shapes.len() > before);
                Ok((listed > MOST_LISTED).then_some(()))
            }),
            Err(why) => Ok(Err(why)),
        });
        match all {
            Ok(Ok(None)) => {}
            Ok(Ok(Some(()))) => return None,
            Ok(Err(why)) => say(open, format!("{}: {why}", group.name)),
            Err(Exhausted) => say(open, self.over_budget()),
        }
        Some(shapes)
    }
}

/// A value of the field that nobody had in mind.
fn any_other(kind: &FieldKind) -> Language {
    Language::literal(unthought_of(kind))
}
