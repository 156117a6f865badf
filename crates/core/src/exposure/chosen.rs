//! Subjects that somebody makes up: templates, workflow names, environments and branches of their choice.
//!
//! Whoever administers a repository chooses its subject template and several free texts in it, so that a wildcard in a policy may be
//! filled with text that looks like somebody else's subject. First it is asked what subjects would be allowed if any text were one. Each
//! of those patterns says which templates to try (`templates`), and for each of them the question is asked again exactly.
//!
//! Source: <https://docs.github.com/en/actions/reference/security/oidc>

use can_assume_github::issuer::Issuer;
use can_assume_github::template::SubjectTemplate;
use can_assume_github::universe::{
    FieldKind, Known, Party, Shape, TemplateKey, custom_shapes, is_property_key, template_keys,
};
use can_assume_regular::{Budget, Constraint, Language, Recipe};

use super::asked::Sampled;
use super::cover::with_own_workflow;
use super::exhausted::Exhausted;
use super::sought::Sought;
use super::space::{Limits, Space};
use super::subjects::AnySubject;
use super::targets::Targets;
use super::templates::{Templates, Unfinished, Visit};
use super::text::Text;
use super::witness::Proven;

/// How many templates are tried for one party.
const MOST_TEMPLATES: usize = 64;

const TOO_MANY_SUBJECTS: &str = "the subjects that may be allowed are too many to follow";

/// How many more templates are tried for one without the workflows that the policy names, once there is one with them.
const MOST_BETTER: usize = 8;

/// Templates that are tried before others: of several that help, these are the easiest to understand.
const READABLE: &[&[&str]] =
    &[&["repo", "workflow", "ref"], &["repo", "workflow", "environment"], &["repo", "workflow", "context"]];

/// What a search for templates works with.
pub(super) struct Search<'a> {
    pub(super) asked: &'a Sampled<'a>,
    pub(super) issuer: &'a Issuer,
    pub(super) known: &'a Known,
    pub(super) limits: &'a Limits,
    pub(super) any_subject: &'a AnySubject<'a>,
    /// The reusable workflows that the policy names, as patterns of `job_workflow_ref`.
    pub(super) named_workflows: &'a [String],
}

/// A token that is made with a chosen template.
pub(super) struct Made {
    pub(super) template: SubjectTemplate,
    pub(super) proven: Proven,
    pub(super) assumes: Vec<String>,
    /// Whether only a job that a workflow named by the policy defines has such a token.
    pub(super) by_named_workflow: bool,
}

/// What was found.
pub(super) enum Outcome {
    /// No template makes a subject that is allowed.
    Nothing,
    /// This one does.
    Found(Box<Made>),
    /// It was not decided, and why.
    Open(String),
}

impl Search<'_> {
    /// Looks for a template with which one of the tokens gets in.
    pub(super) fn find(&self, sought: &Sought) -> Result<Outcome, Exhausted> {
        let targets = match self.targets(sought)? {
            Ok(targets) => targets,
            Err(why) => return Ok(Outcome::Open(why)),
        };
        if targets.all.is_empty() {
            return Ok(Outcome::Nothing);
        }
        let mut by_named_workflow: Option<Made> = None;
        let mut open = false;
        let mut more = MOST_BETTER;
        let mut try_it = |template: &SubjectTemplate| {
            let (found, left_open) = self.with_template(template, sought, &targets)?;
            open |= left_open;
            if by_named_workflow.is_some() {
                more -= 1;
            }
            Ok(match found {
                Some(made) if made.by_named_workflow && targets.own && more > 0 => {
                    by_named_workflow.get_or_insert(made);
                    None
                }
                None if more == 0 => by_named_workflow.take(),
                found => found,
            })
        };
        for keys in READABLE {
            if let Ok(template) = SubjectTemplate::new(keys.iter().copied())
                && let Some(made) = try_it(&template)?
            {
                return Ok(Outcome::Found(Box::new(made)));
            }
        }
        let outcome = self.templates(sought, &targets, &mut try_it)?;
        Ok(match (outcome, by_named_workflow) {
            (Ok(Some(made)), _) | (_, Some(made)) => Outcome::Found(Box::new(made)),
            (Ok(None), None) if open => {
                Outcome::Open("what some chosen subject template makes is not modelled".to_owned())
            }
            (Ok(None), None) => Outcome::Nothing,
            (Err(why), None) => Outcome::Open(why),
        })
    }

    /// What subjects the tokens would have to have.
    pub(super) fn targets(&self, sought: &Sought) -> Result<Result<Targets, String>, Exhausted> {
        let mut targets = Targets::default();
        for set in self.any_subject.sets(self.limits) {
            let within = sought.within(&set.shape);
            let Ok(products) = set.narrowed(&within, self.limits) else {
                return Ok(Err(TOO_MANY_SUBJECTS.to_owned()));
            };
            if products.is_empty() {
                continue;
            }
            targets.add(&set.shape, &products);
            targets.own |= match self.own_workflow(&set.shape) {
                Some(own) => {
                    let known = Constraint::All(vec![set.known.clone(), within]);
                    let space = Space { shape: &set.shape, known, limits: self.limits };
                    space.solve(&Constraint::All(vec![set.may.clone(), own]))?.is_some()
                }
                None => true,
            };
        }
        Ok(Ok(targets))
    }

    /// Whether it is certain that no template makes one of the tokens, since they would need certain subjects and those are written otherwise.
    /// Of subjects that match patterns without an owner nothing is said: to look at each template costs as much as to ask.
    pub(super) fn helps_nobody(&self, sought: &Sought) -> Result<bool, Exhausted> {
        let Ok(targets) = self.targets(sought)? else { return Ok(false) };
        let has_owner = |text: &Text| match text {
            Text::Is(_) => true,
            Text::Like(pattern) => pattern.split(['*', '?']).next().is_some_and(|known| known.contains('/')),
            Text::Written(_) | Text::AnyCase(_) => false,
        };
        if !targets.all.iter().map(|target| &target.text).all(has_owner) {
            return Ok(false);
        }
        Ok(matches!(self.templates(sought, &targets, &mut |_| Ok(Some(())))?, Ok(None)))
    }

    /// Calls `visit` with each template that may make one of the tokens, until it returns something. The inner error says why the
    /// templates could not all be visited.
    pub(super) fn templates<T>(
        &self,
        sought: &Sought,
        targets: &Targets,
        visit: Visit<'_, T>,
    ) -> Result<Result<Option<T>, String>, Exhausted> {
        visit_templates(self.issuer, sought, targets, self.limits, visit)
    }

    /// One of the tokens with this template, and whether it was left open that there is one.
    fn with_template(
        &self,
        template: &SubjectTemplate,
        sought: &Sought,
        targets: &Targets,
    ) -> Result<(Option<Made>, bool), Exhausted> {
        let mut open = false;
        let mut by_named_workflow = None;
        for shape in custom_shapes(self.issuer, template, self.asked.tests("enterprise_id")) {
            let has_form = shape.form().is_some_and(|form| sought.has_form(form));
            if !has_form || !targets.may_be_made(&shape, &self.limits.values) {
                continue;
            }
            let set = self.asked.set(&shape);
            let known = Constraint::All(vec![self.known.constraint(&shape), sought.within(&shape)]);
            let space = Space { shape: &shape, known, limits: self.limits };
            for own in [true, false] {
                let question = match self.own_workflow(&shape) {
                    Some(workflow) if own => Constraint::All(vec![set.bounds.must.clone(), workflow]),
                    None if own => continue,
                    _ => set.bounds.must.clone(),
                };
                let Some(token) = space.solve(&question)? else { continue };
                let token = with_examples(&space, &question, token)?;
                let Some(proven) = self.asked.prove(&shape.claims(&token)) else {
                    open = true;
                    continue;
                };
                let named = !own && self.own_workflow(&shape).is_some();
                let made = Made {
                    template: template.clone(),
                    proven,
                    assumes: set.assumes.clone(),
                    by_named_workflow: named,
                };
                if !named {
                    return Ok((Some(made), open));
                }
                by_named_workflow.get_or_insert(made);
            }
            open |= !set.bounds.exact && space.solve(&set.bounds.may)?.is_some();
        }
        Ok((by_named_workflow, open))
    }

    /// That the job is not defined by a workflow that the policy names; `None` when it names none.
    fn own_workflow(&self, shape: &Shape) -> Option<Constraint> {
        let field = shape.position(&FieldKind::JobWorkflowRef)?;
        if self.named_workflows.is_empty() {
            return None;
        }
        let named = Language::union(self.named_workflows.iter().map(|pattern| Language::glob(pattern)));
        Some(Constraint::In(Recipe::field(field), named).negated())
    }
}

/// Calls `visit` with each template that may make one of the targets the subject of one of the tokens, each once, until it returns
/// something.
fn visit_templates<T>(
    issuer: &Issuer,
    sought: &Sought,
    targets: &Targets,
    limits: &Limits,
    visit: Visit<'_, T>,
) -> Result<Result<Option<T>, String>, Exhausted> {
    let of_properties = property_keys(issuer, targets, &limits.budget)?;
    let common = template_keys(issuer);
    let keys = common.iter().chain(&of_properties).collect();
    let templates = Templates { keys, sought, values: &limits.values };
    let mut visited: Vec<SubjectTemplate> = Vec::new();
    let too_many = || format!("more than {MOST_TEMPLATES} subject templates may help");
    for target in &targets.all {
        let found = templates.each(target, &mut |template| {
            if visited.contains(template) {
                return Ok(None);
            }
            if visited.len() == MOST_TEMPLATES {
                return Ok(Some(None));
            }
            visited.push(template.clone());
            Ok(visit(template)?.map(Some))
        })?;
        match found {
            Ok(None) => {}
            Ok(Some(Some(found))) => return Ok(Ok(Some(found))),
            Ok(Some(None)) | Err(Unfinished) => return Ok(Err(too_many())),
        }
    }
    Ok(Ok(None))
}

/// The keys of custom properties that one of the targets may have.
fn property_keys(issuer: &Issuer, targets: &Targets, budget: &Budget) -> Result<Vec<TemplateKey>, Exhausted> {
    let mut names: Vec<String> = Vec::new();
    for text in targets.all.iter().map(|target| &target.text) {
        let acts = matches!(text, Text::Like(_));
        for part in text
            .text()
            .split(':')
            .filter(|part| acts && part.contains(['*', '?']) || part.starts_with("repo_property_"))
        {
            let part = if acts { Language::glob(part) } else { Language::literal(part) };
            if let Some(name) = Language::intersection([part, is_property_key()]).witness(budget)?
                && !names.contains(&name)
            {
                names.push(name);
            }
        }
    }
    Ok(names.iter().filter_map(|name| TemplateKey::of_property(issuer, name)).collect())
}

/// Calls `visit` with each template that makes a subject for one of the `shapes` of any subject, each with what the token has to
/// satisfy, until it returns something. The inner error says why the templates could not all be visited.
pub(super) fn templates<T>(
    shapes: &[(Shape, Constraint)],
    limits: &Limits,
    visit: Visit<'_, T>,
) -> Result<Result<Option<T>, String>, Exhausted> {
    let mut targets = Targets::default();
    for (shape, wanted) in shapes {
        let space = Space { shape, known: Constraint::always(), limits };
        let Ok(products) = space.products(wanted) else { return Ok(Err(TOO_MANY_SUBJECTS.to_owned())) };
        targets.add(shape, &products);
    }
    let Some((shape, _)) = shapes.first() else { return Ok(Ok(None)) };
    visit_templates(shape.issuer(), &Sought::all_of(&Party::everyone()), &targets, limits, visit)
}

/// The token with values that read well in each field where that changes nothing.
fn with_examples(
    space: &Space<'_>,
    question: &Constraint,
    token: Vec<String>,
) -> Result<Vec<String>, Exhausted> {
    let mut token = space.usual(question, token);
    for position in 0..token.len() {
        let Some(field) = space.shape.fields().get(position) else { continue };
        let mut nicer = token.clone();
        if let Some(slot) = nicer.get_mut(position) {
            *slot = field.example().to_owned();
        }
        if space.holds(question, &nicer)?
            && field.strict.matches(field.example(), &space.limits.budget).map_err(|_| Exhausted)?
        {
            token = nicer;
        }
    }
    let own = with_own_workflow(space.shape, &token);
    Ok(if space.holds(question, &own)? { own } else { token })
}
