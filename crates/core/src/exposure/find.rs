//! The identities of a set of tokens.

use std::collections::HashSet;

use can_assume_github::claims::Claims;
use can_assume_github::issuer::Issuer;
use can_assume_github::universe::{FieldKind, Known, Shape, custom_shapes, default_shapes};
use can_assume_regular::{Constraint, Language, Recipe};
use serde_json::Value;

use super::asked::{Asked, Sampled};
use super::chosen::{self, Outcome, Search};
use super::cover::{cover, unthought_of};
use super::describe;
use super::identity::Identity;
use super::level::Level;
use super::member::{Form, Kind, Member};
use super::options::Options;
use super::parties::{Group, NamedRepository, Names};
use super::row::{Row, joined};
use super::space::{Exhausted, Limits, Space};
use super::text::Text;

/// The identities of the tokens that are asked about, the worst first.
pub(super) fn identities(asked: &Asked<'_>, options: &Options) -> Vec<Identity> {
    let known = options.facts.as_ref().map(Known::new).unwrap_or_default();
    let (values, excluded) = (asked.values(), asked.excluded());
    let mut found = Vec::new();
    if asked.allowed_by.is_too_long() || asked.but_not_by.is_some_and(|side| side.is_too_long()) {
        return vec![undecided(vec!["the policy is longer than any that IAM stores".to_owned()])];
    }
    for issuer in asked.issuers() {
        let asked = Sampled::new(asked);
        let limits = Limits::new(&options.budget);
        let finder = Finder {
            limits,
            asked: &asked,
            options,
            known: &known,
            issuer: &issuer,
            values: &values,
            excluded: &excluded,
            named_workflows: named_workflows(&asked),
        };
        finder.run(&mut found);
    }
    found.sort_by_key(|identity| identity.level);
    found
}

/// The tokens of a shape that its rows leave over.
struct Rest {
    shape: Shape,
    rest: Constraint,
    token: Vec<String>,
    assumes: Vec<String>,
}

struct Finder<'a> {
    limits: Limits,
    asked: &'a Sampled<'a>,
    options: &'a Options,
    known: &'a Known,
    issuer: &'a Issuer,
    values: &'a [Text],
    excluded: &'a [Text],
    named_workflows: Vec<String>,
}

impl Finder<'_> {
    fn run(&self, found: &mut Vec<Identity>) {
        let enterprise = self.asked.tests("enterprise_id");
        let mut open: Vec<String> = Vec::new();
        let mut rests: Vec<Rest> = Vec::new();
        let shapes = default_shapes(self.issuer, enterprise);
        let mut rows = self.rows(&shapes, &mut open, &mut rests, |_| Constraint::always());
        let own_template: Vec<Shape> = self
            .known
            .custom_template()
            .map(|template| custom_shapes(self.issuer, template, enterprise))
            .unwrap_or_default();
        rows.extend(self.rows(&own_template, &mut open, &mut rests, |shape| self.known_repository(shape)));
        let names = Names::of(self.asked, &self.options.owners, self.known, &rows);
        let mut with_templates = Vec::new();
        // A repository that the policy itself lets in with the default template is taken to have that one, whatever the other says.
        let alone = self
            .asked
            .but_not_by
            .map(|_| Sampled::new(&Asked { allowed_by: self.asked.allowed_by, but_not_by: None }));
        let let_in = alone.as_ref().map(|alone| self.covered(alone, &shapes));
        let spoken = Spoken::of(let_in.as_deref().unwrap_or(&rows));
        for group in names.groups().into_iter().map(|group| spoken.left_of(group)) {
            match &group.repository {
                Some(repository) if spoken.has(repository) => {}
                Some(_) => match self.templates_of(&group, &mut open) {
                    Some(shapes) => with_templates.extend(shapes),
                    None => self.search(&group, found, &mut open),
                },
                None => self.search(&group, found, &mut open),
            }
        }
        let with_templates: Vec<Row<'_>> = with_templates
            .iter()
            .flat_map(|(shape, group): &(Shape, Group)| {
                self.rows(std::slice::from_ref(shape), &mut open, &mut rests, |shape| {
                    chosen::within(shape, &group.party)
                })
            })
            .collect();
        rows.extend(with_templates);
        for row in joined(rows) {
            self.prove(&row, found, &mut open);
        }
        for rest in rests {
            self.prove_rest(rest, found, &mut open);
        }
        if !open.is_empty() {
            found.push(undecided(open));
        }
    }

    /// The rows of what is surely in the set, shape by shape; says why something else may be.
    fn rows<'s>(
        &self,
        shapes: &'s [Shape],
        open: &mut Vec<String>,
        rests: &mut Vec<Rest>,
        only: impl Fn(&Shape) -> Constraint,
    ) -> Vec<Row<'s>> {
        let mut rows = Vec::new();
        for shape in shapes {
            let set = self.asked.set(shape);
            let space = Space { shape, known: self.known.constraint(shape), limits: &self.limits };
            let must = Constraint::All(vec![set.bounds.must.clone(), only(shape)]);
            match cover(&space, &must, self.values, self.excluded) {
                Ok(cover) => {
                    if let Some((rest, token)) = cover.rest {
                        rests.push(Rest { shape: shape.clone(), rest, token, assumes: set.assumes.clone() });
                    }
                    rows.extend(
                        cover.cells.into_iter().filter_map(|cell| Row::new(shape, cell, &set.assumes)),
                    );
                }
                Err(Exhausted) => say(open, self.over_budget()),
            }
            if !set.bounds.exact {
                let rest = Constraint::All(vec![
                    set.bounds.may.clone(),
                    only(shape),
                    set.bounds.must.clone().negated(),
                ]);
                match space.solve(&rest) {
                    Ok(None) => {}
                    Ok(Some(_)) => set.open.iter().for_each(|why| say(open, why.clone())),
                    Err(Exhausted) => say(open, self.over_budget()),
                }
            }
        }
        rows
    }

    /// That the repository is the one of the facts.
    fn known_repository(&self, shape: &Shape) -> Constraint {
        let Some((owner, name)) = self.known.repository() else { return Constraint::never() };
        let is = |kind: &FieldKind, value: &str| {
            shape.position(kind).map(|position| Constraint::field(position, Language::literal(value)))
        };
        Constraint::All(
            [is(&FieldKind::Owner, owner), is(&FieldKind::Repository, name)].into_iter().flatten().collect(),
        )
    }

    fn templates<'f>(&'f self) -> Search<'f> {
        Search {
            asked: self.asked,
            issuer: self.issuer,
            known: self.known,
            limits: &self.limits,
            named_workflows: &self.named_workflows,
        }
    }

    /// Whether a group that nobody named one by one gets in by a template of its choice. What a stranger can do, every account can; what
    /// only some outsiders can do takes a name that fits.
    fn search(&self, group: &Group, found: &mut Vec<Identity>, open: &mut Vec<String>) {
        let mut level = group.level;
        let outcome = if level == Level::AnyoneForged {
            match self.templates().find(&group.stranger()) {
                Ok(Outcome::Nothing) => {
                    level = Level::Registrable;
                    self.templates().find(&group.party)
                }
                outcome => outcome,
            }
        } else {
            self.templates().find(&group.party)
        };
        let made = match outcome {
            Ok(Outcome::Nothing) => return,
            Ok(Outcome::Found(made)) => made,
            Ok(Outcome::Open(why)) => return say(open, format!("{}: {why}", group.name)),
            Err(Exhausted) => return say(open, self.over_budget()),
        };
        let mut assumes = made.assumes.clone();
        let template = made.template.keys().join(", ");
        let name = if level == Level::Registrable {
            "any repository of an account with a fitting name or id"
        } else {
            &group.name
        };
        if made.by_named_workflow {
            level = Level::Scoped;
            assumes.push("the workflow that defines the job can be called from the repository".to_owned());
        }
        found.push(Identity {
            level,
            description: format!(
                "{name}, with a subject template of its choice such as `{template}` and free texts that fit"
            ),
            assumes,
            witness: Some(self.tidy(&made.proven.claims)),
            context: made.proven.context,
            members: vec![Member { kind: Kind::Chosen { party: Box::new(group.party.clone()) } }],
        });
    }

    /// The rows of what one policy lets in with some shapes, as far as its products say.
    fn covered<'s>(&self, asked: &Sampled<'_>, shapes: &'s [Shape]) -> Vec<Row<'s>> {
        let mut rows = Vec::new();
        for shape in shapes {
            let space = Space { shape, known: self.known.constraint(shape), limits: &self.limits };
            if let Ok(cover) = cover(&space, &asked.set(shape).bounds.must, self.values, self.excluded) {
                rows.extend(cover.cells.into_iter().filter_map(|cell| Row::new(shape, cell, &[])));
            }
        }
        rows
    }

    /// The shapes of the templates with which a named repository gets in; `None` where they are too many to list.
    fn templates_of(&self, group: &Group, open: &mut Vec<String>) -> Option<Vec<(Shape, Group)>> {
        const MOST_LISTED: usize = 6;
        let mut shapes = Vec::new();
        let mut listed = 0;
        let enterprise = self.asked.tests("enterprise_id");
        let search = self.templates();
        let all = search.targets(&group.party).and_then(|targets| match targets {
            Ok(targets) => search.templates(&group.party, &targets, &mut |template| {
                let before = shapes.len();
                for shape in custom_shapes(self.issuer, template, enterprise) {
                    let known = Constraint::All(vec![
                        self.known.constraint(&shape),
                        chosen::within(&shape, &group.party),
                    ]);
                    let space = Space { shape: &shape, known, limits: &self.limits };
                    if space.solve(&self.asked.set(&shape).bounds.may)?.is_some() {
                        shapes.push((shape, group.clone()));
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

    /// Adds the identity of a row, once a token of each of its cells is allowed.
    fn prove(&self, row: &Row<'_>, found: &mut Vec<Identity>, open: &mut Vec<String>) {
        let description = describe::description(row, self.issuer, &self.options.owners);
        let mut first = None;
        for (shape, cell) in &row.cells {
            match self.asked.prove(&shape.claims(&cell.token)) {
                Some(proven) => {
                    first.get_or_insert(proven);
                }
                None => {
                    return say(open, format!("{description}: its token was not allowed by the verifier"));
                }
            }
        }
        let Some(proven) = first else { return };
        found.push(Identity {
            level: row.level(),
            assumes: describe::assumptions(row, self.issuer, self.known),
            description,
            witness: Some(self.tidy(&proven.claims)),
            context: proven.context,
            members: row
                .cells
                .iter()
                .filter_map(|(shape, cell)| {
                    let form = Form::of(shape, self.asked.tests("enterprise_id"))?;
                    let kind = Kind::Cell { form, extents: cell.extents.clone() };
                    Some(Member { kind })
                })
                .collect(),
        });
    }

    /// Adds what the rows of a shape leave over.
    fn prove_rest(&self, rest: Rest, found: &mut Vec<Identity>, open: &mut Vec<String>) {
        let space =
            Space { shape: &rest.shape, known: self.known.constraint(&rest.shape), limits: &self.limits };
        let mut stranger = vec![rest.rest.clone()];
        for kind in [FieldKind::Owner, FieldKind::OwnerId] {
            let field = rest.shape.position(&kind).map(Recipe::field);
            stranger.extend(field.map(|field| Constraint::In(field, Language::literal(unthought_of(&kind)))));
        }
        let stranger = space.solve(&Constraint::All(stranger));
        let (Ok(stranger), Some(proven)) = (stranger, self.asked.prove(&rest.shape.claims(&rest.token)))
        else {
            return say(open, self.over_budget());
        };
        let Some(form) = Form::of(&rest.shape, self.asked.tests("enterprise_id")) else { return };
        let Some(level) = self.level_of(&rest, &space, stranger.is_some()) else {
            return say(open, self.over_budget());
        };
        found.push(Identity {
            level,
            description: "further identities that the patterns of the policy match, like the witness"
                .to_owned(),
            assumes: rest.assumes,
            witness: Some(self.tidy(&proven.claims)),
            context: proven.context,
            members: vec![Member { kind: Kind::Rest { form, rest: rest.rest } }],
        });
    }

    /// How open what the rows leave over is; `None` over budget.
    fn level_of(&self, rest: &Rest, space: &Space<'_>, any_stranger: bool) -> Option<Level> {
        if any_stranger {
            return Some(Level::Anyone);
        }
        let names = Names::of(self.asked, &self.options.owners, self.known, &[]);
        let mut level = Level::Repository;
        for group in names.groups() {
            let inside = Constraint::All(vec![rest.rest.clone(), chosen::within(&rest.shape, &group.party)]);
            if space.solve(&inside).ok()?.is_some() {
                level = level.min(if group.level == Level::AnyoneForged {
                    Level::Registrable
                } else {
                    group.level
                });
            }
        }
        Some(level)
    }

    /// The claims without those that are absent, unless the policy asks whether they are.
    fn tidy(&self, claims: &Claims) -> Claims {
        let mut tidy = Claims::new();
        for claim in claims.iter() {
            if claim.value != Value::Null || self.asked.tests(&claim.name) {
                tidy.set(&claim.name, claim.value.clone());
            }
        }
        tidy
    }

    fn over_budget(&self) -> String {
        format!(
            "the search was given up: it takes too many questions, or one of more than {} states",
            self.options.budget.states()
        )
    }
}

/// What was not decided, and why.
fn undecided(why: Vec<String>) -> Identity {
    Identity {
        level: Level::Undetermined,
        description: "identities that were not decided".to_owned(),
        assumes: why,
        witness: None,
        context: Vec::new(),
        members: vec![Member { kind: Kind::Open }],
    }
}

/// The repositories that the rows of the default template let in by name or id.
struct Spoken<'r> {
    names: HashSet<(String, String)>,
    ids: HashSet<&'r str>,
}

impl<'r> Spoken<'r> {
    fn of(rows: &'r [Row<'_>]) -> Self {
        let mut spoken = Self { names: HashSet::new(), ids: HashSet::new() };
        for row in rows {
            let owners = row.named(&FieldKind::Owner).unwrap_or_default();
            match row.named(&FieldKind::RepositoryId) {
                Some(ids) => spoken.ids.extend(ids),
                None => {
                    for name in row.named(&FieldKind::Repository).unwrap_or_default() {
                        let lower = |owner: &&str| (owner.to_ascii_lowercase(), name.to_ascii_lowercase());
                        spoken.names.extend(owners.iter().map(lower));
                    }
                }
            }
        }
        spoken
    }

    /// The group without the repositories that are let in by their ids: those have the default template, by whatever name they are meant.
    fn left_of(&self, mut group: Group) -> Group {
        if matches!(group.repository, Some(NamedRepository::Name(..))) && !self.ids.is_empty() {
            let ids = Language::union(self.ids.iter().map(|id| Language::literal(*id)));
            group.party.repository_id = group.party.repository_id.difference(&ids);
        }
        group
    }

    fn has(&self, repository: &NamedRepository) -> bool {
        match repository {
            NamedRepository::Id(id) => self.ids.contains(id.as_str()),
            NamedRepository::Name(owner, name) => {
                self.names.contains(&(owner.to_ascii_lowercase(), name.to_ascii_lowercase()))
            }
        }
    }
}

/// The workflow files that the policy names, as patterns of all workflows of their repositories.
fn named_workflows(asked: &Asked<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for condition in asked.conditions() {
        for value in &condition.values {
            for part in value.value.split(':') {
                let mut names = part.splitn(3, '/');
                if let (Some(owner), Some(name), Some(rest)) = (names.next(), names.next(), names.next())
                    && rest.starts_with(".github/workflows/")
                    && !owner.contains(['*', '?'])
                    && !name.contains(['*', '?'])
                {
                    let pattern = format!("{owner}/{name}/*");
                    if !found.contains(&pattern) {
                        found.push(pattern);
                    }
                }
            }
        }
    }
    found
}

fn say(open: &mut Vec<String>, why: String) {
    if !open.contains(&why) {
        open.push(why);
    }
}
