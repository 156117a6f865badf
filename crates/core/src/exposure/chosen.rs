//! Subjects that somebody makes up: templates, workflow names, environments and branches of their choice.
//!
//! Whoever administers a repository chooses its subject template and several free texts in it, so that a wildcard in a policy may be
//! filled with text that looks like somebody else's subject. All subjects that templates can make are one language. Where it has no word
//! that the policy could allow, no template helps. Otherwise a word says which template to try, the question is asked again exactly for
//! that template, and the template is ruled out if the answer is no.
//!
//! Source: <https://docs.github.com/en/actions/reference/security/oidc>

use can_assume_github::issuer::Issuer;
use can_assume_github::name::ColonEncoding;
use can_assume_github::template::SubjectTemplate;
use can_assume_github::universe::{FieldKind, Known, Party, Shape, custom_shapes, template_of};
use can_assume_regular::{CharSet, Constraint, Language, Recipe};

use super::asked::Asked;
use super::cover::with_own_workflow;
use super::space::{Exhausted, Limits, Space};
use super::witness::Proven;

/// How many templates are tried for one party.
const MOST_TEMPLATES: usize = 48;

/// Templates that are tried before others once it is known that some template may help.
const READABLE: &[&[&str]] =
    &[&["repo", "workflow", "ref"], &["repo", "workflow", "environment"], &["repo", "workflow", "context"]];

/// What a search for templates works with.
pub(super) struct Search<'a> {
    pub(super) asked: &'a Asked<'a>,
    pub(super) issuer: &'a Issuer,
    pub(super) known: &'a Known,
    pub(super) limits: &'a Limits,
    /// The reusable workflows that the policy names, as patterns of `job_workflow_ref`.
    pub(super) named_workflows: Vec<String>,
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
    /// Looks for a template with which a repository of `party` gets in.
    pub(super) fn find(&self, party: &Party) -> Result<Outcome, Exhausted> {
        let mut by_named_workflow: Option<Made> = None;
        let mut open = false;
        let mut first = true;
        let outcome = self.templates(party, &mut |template| {
            if std::mem::take(&mut first) {
                // Of several templates that help, these are the easiest to understand.
                for keys in READABLE {
                    if let Ok(template) = SubjectTemplate::new(keys.iter().copied())
                        && let (Some(made), _) = self.with_template(&template, party)?
                        && !made.by_named_workflow
                    {
                        return Ok(Some(made));
                    }
                }
            }
            let (found, left_open) = self.with_template(template, party)?;
            open |= left_open;
            match found {
                Some(made) if made.by_named_workflow => {
                    by_named_workflow.get_or_insert(made);
                    Ok(None)
                }
                found => Ok(found),
            }
        })?;
        Ok(match (outcome, by_named_workflow) {
            (Ok(Some(made)), _) | (_, Some(made)) => Outcome::Found(Box::new(made)),
            (Ok(None), None) if open => {
                Outcome::Open("what some chosen subject template makes is not modelled".to_owned())
            }
            (Ok(None), None) => Outcome::Nothing,
            (Err(why), None) => Outcome::Open(why),
        })
    }

    /// Calls `visit` with each template that may help `party`, until it returns something: see [`templates`].
    pub(super) fn templates<T>(
        &self,
        party: &Party,
        visit: Visit<'_, T>,
    ) -> Result<Result<Option<T>, String>, Exhausted> {
        let environments: &[bool] = if self.asked.tests("environment") { &[false, true] } else { &[false] };
        let enterprises: &[bool] = if self.asked.tests("enterprise_id") { &[false, true] } else { &[false] };
        let mut shapes = Vec::new();
        for &environment in environments {
            for &enterprise in enterprises {
                let shape = Shape::any_template(self.issuer, party, environment, enterprise);
                let may = Constraint::All(vec![self.asked.set(&shape).bounds.may, within(&shape, party)]);
                shapes.push((shape, may));
            }
        }
        templates(&shapes, self.limits, visit)
    }

    /// A token of `party` with this template, and whether it was left open that there is one.
    fn with_template(
        &self,
        template: &SubjectTemplate,
        party: &Party,
    ) -> Result<(Option<Made>, bool), Exhausted> {
        let mut open = false;
        let mut by_named_workflow = None;
        for shape in custom_shapes(self.issuer, template, self.asked.tests("enterprise_id")) {
            let set = self.asked.set(&shape);
            let known = Constraint::All(vec![self.known.constraint(&shape), within(&shape, party)]);
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

/// What is done with a template.
pub(super) type Visit<'v, T> = &'v mut dyn FnMut(&SubjectTemplate) -> Result<Option<T>, Exhausted>;

/// Calls `visit` with each template that makes a subject for one of the `shapes` of any template, each with what the token has to
/// satisfy, until it returns something. The inner error says why the templates could not all be visited.
pub(super) fn templates<T>(
    shapes: &[(Shape, Constraint)],
    limits: &Limits,
    visit: Visit<'_, T>,
) -> Result<Result<Option<T>, String>, Exhausted> {
    let mut ruled_out: Vec<Language> = Vec::new();
    for (shape, wanted) in shapes {
        let space = Space { shape, known: Constraint::always(), limits };
        let subject = shape.claim("sub").cloned().unwrap_or_default();
        loop {
            let others = Constraint::In(subject.clone(), Language::union(ruled_out.iter().cloned()));
            let question = Constraint::All(vec![wanted.clone(), others.negated()]);
            let Some(found) = space.solve(&question)? else { break };
            if shape.issuer().colon_encoding() != Some(ColonEncoding::Encoded) {
                return Ok(
                    Err("where `:` is not encoded, a chosen template can make any subject".to_owned()),
                );
            }
            if ruled_out.len() == MOST_TEMPLATES {
                return Ok(Err(format!("more than {MOST_TEMPLATES} subject templates may help")));
            }
            let Some(text) = subject.output(&found) else { break };
            if let Some(template) = template_of(&text)
                && let Some(made) = visit(&template)?
            {
                return Ok(Ok(Some(made)));
            }
            ruled_out.push(same_template(&text));
        }
    }
    Ok(Ok(None))
}

/// The token with values that read well in each field where that changes nothing.
fn with_examples(
    space: &Space<'_>,
    question: &Constraint,
    mut token: Vec<String>,
) -> Result<Vec<String>, Exhausted> {
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

/// That the repository belongs to the party.
pub(super) fn within(shape: &Shape, party: &Party) -> Constraint {
    let all = shape.fields().iter().enumerate().filter_map(|(position, field)| {
        let everyone = Party::everyone();
        let language = party.language(&field.kind)?;
        // What everyone may be called is said by the field itself.
        (everyone.language(&field.kind) != Some(language))
            .then(|| Constraint::field(position, language.clone()))
    });
    Constraint::All(all.collect())
}

/// The subjects of the template that made `subject`.
fn same_template(subject: &str) -> Language {
    let value = Language::class(CharSet::single(':').complement()).star();
    let mut parts = Vec::new();
    let mut rest = subject.split(':');
    while let Some(label) = rest.next() {
        let before = if parts.is_empty() { "" } else { ":" };
        if label == "pull_request" {
            parts.push(Language::literal(format!("{before}pull_request")));
        } else {
            rest.next();
            parts.push(Language::literal(format!("{before}{label}:")));
            parts.push(value.clone());
        }
    }
    Language::concat(parts)
}
