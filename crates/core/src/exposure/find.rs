//! The identities of a set of tokens.

use can_assume_github::claims::Claims;
use can_assume_github::issuer::Issuer;
use can_assume_github::universe::{FieldKind, Known, Shape, custom_shapes, default_shapes};
use can_assume_regular::{Constraint, Language, Recipe};
use serde_json::Value;

use super::asked::{Asked, Sampled};
use super::cover::{Cell, cover};
use super::describe;
use super::exhausted::Exhausted;
use super::identity::Identity;
use super::level::Level;
use super::member::{Form, Kind, Member};
use super::options::Options;
use super::parties::{Group, Names};
use super::reading::Samples;
use super::row::{Row, joined};
use super::sought::Sought;
use super::space::{Limits, Space};
use super::spoken::{Spoken, named_workflows, other_subjects};
use super::subjects::AnySubject;
use super::text::Text;
use super::unthought::unthought_of;

/// The identities of the tokens that are asked about, the worst first, with samples of what either policy says and limits for each issuer.
pub(super) fn identities<'p>(
    asked: &Asked<'p>,
    (allowed_by, but_not_by): (&'p Samples<'p>, Option<&'p Samples<'p>>),
    limits: &Limits,
    options: &Options,
) -> Vec<Identity> {
    let known = options.facts.as_ref().map(Known::new).unwrap_or_default();
    let (values, excluded) = (asked.values(), asked.excluded());
    let mut found = Vec::new();
    if asked.allowed_by.is_too_long() || asked.but_not_by.is_some_and(|side| side.is_too_long()) {
        return vec![undecided(vec!["the policy is longer than any that IAM stores".to_owned()])];
    }
    let asked = Sampled::new(asked, allowed_by, but_not_by);
    let issuers = asked.issuers();
    for (issuer, parts) in issuers.iter().zip((1..=issuers.len() as u64).rev()) {
        let finder = Finder {
            limits: limits.part(parts),
            asked: &asked,
            options,
            known: &known,
            issuer,
            values: &values,
            excluded: &excluded,
            any_subject: AnySubject::new(&asked, issuer, &known),
            named_workflows: named_workflows(&asked),
        };
        if !finder.any_subject.is_empty(&finder.limits) {
            finder.run(&mut found);
        }
    }
    // What one would have without a template of its own is told before what it takes one for.
    found.sort_by_key(|identity| (identity.level, identity.members.first().is_some_and(Member::is_chosen)));
    found
}

/// The tokens of a shape that its rows leave over.
struct Rest {
    shape: Shape,
    rest: Constraint,
    token: Vec<String>,
    assumes: Vec<String>,
}

/// Where the tokens of a group with templates of its choice are told.
enum Told {
    /// With those of a row.
    ByRow,
    /// By an identity of their own, at this place.
    ByChoice(usize),
    /// It was not decided whether there are any.
    Open,
    /// There are none.
    Nobody,
}

/// Finds the identities of the tokens of one issuer.
pub(super) struct Finder<'a> {
    pub(super) limits: Limits,
    pub(super) asked: &'a Sampled<'a>,
    options: &'a Options,
    pub(super) known: &'a Known,
    pub(super) issuer: &'a Issuer,
    values: &'a [Text],
    excluded: &'a [Text],
    pub(super) any_subject: AnySubject<'a>,
    pub(super) named_workflows: Vec<String>,
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
        // A repository that the policy itself lets in with the default template is taken to have that one, whatever the other says.
        let alone = self.asked.alone();
        let let_in = alone.as_ref().map(|alone| self.covered(alone, &shapes));
        let spoken = Spoken::of(let_in.as_deref().unwrap_or(&rows));
        let others = other_subjects(self.asked, &shapes, &self.limits.values);
        let groups: Vec<Group> =
            names.groups(self.issuer).into_iter().map(|group| spoken.left_of(group)).collect();
        let (mut with_templates, mut otherwise_written) = (Vec::new(), Vec::new());
        for group in &groups {
            let Some(repository) = &group.repository else { continue };
            let subject = others.as_ref().filter(|_| spoken.has(repository));
            if spoken.has(repository) && subject.is_none() {
                continue;
            }
            let sought = Sought::all_of(&group.party).with_subject(subject);
            match self.templates_of(group, &sought, &mut open) {
                Some(shapes) => {
                    with_templates.extend(shapes.into_iter().map(|shape| (shape, sought.clone())));
                }
                None if self.search(group, subject, found, &mut open) || subject.is_some() => {}
                None => otherwise_written.push(group),
            }
        }
        for (shape, sought) in &with_templates {
            let shapes = std::slice::from_ref(shape);
            rows.extend(self.rows(shapes, &mut open, &mut rests, |shape| sought.within(shape)));
        }
        let mut rows = joined(rows);
        rows.sort_by_key(|row| (row.level(), !row.is_any_job()));
        let told: Vec<Option<usize>> = rows.iter().map(|row| self.prove(row, found, &mut open)).collect();
        let mut choices: Vec<(&Group, usize)> = Vec::new();
        for group in groups.iter().filter(|group| group.repository.is_none()) {
            match self.tell(group, &rows, &told, found, &mut open) {
                Told::ByChoice(identity) => choices.push((group, identity)),
                Told::Nobody => otherwise_written.push(group),
                Told::ByRow | Told::Open => {}
            }
        }
        for group in otherwise_written {
            // Another name, as far as one sees: what was said of the others holds of it too.
            let said = choices.iter().find(|(other, _)| other.seems_to_hold(group));
            let said = said.and_then(|(_, identity)| found.get_mut(*identity));
            match said {
                Some(identity) => {
                    let parties = group.otherwise_written();
                    identity.members.extend(parties.iter().map(|group| Member::chosen(&group.party)));
                }
                None => {
                    for group in group.otherwise_written() {
                        self.tell(&group, &rows, &told, found, &mut open);
                    }
                }
            }
        }
        for rest in rests {
            self.prove_rest(rest, found, &mut open);
        }
        if !open.is_empty() {
            found.push(undecided(open));
        }
    }

    /// Adds the tokens of the group with templates of its choice: to the identity of a row that says of them what holds, else as an identity
    /// of their own.
    fn tell(
        &self,
        group: &Group,
        rows: &[Row<'_>],
        told: &[Option<usize>],
        found: &mut Vec<Identity>,
        open: &mut Vec<String>,
    ) -> Told {
        let row = rows.iter().zip(told).find_map(|(row, told)| {
            let identity = (*told)?;
            self.is_told_by(row, group).then_some(identity)
        });
        if let Some(identity) = row.and_then(|identity| found.get_mut(identity)) {
            identity.members.push(Member::chosen(&group.party));
            return Told::ByRow;
        }
        let place = found.len();
        match self.search(group, None, found, open) {
            false => Told::Nobody,
            true if found.len() > place => Told::ByChoice(place),
            true => Told::Open,
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
                    if cover.given_up {
                        say(open, self.over_budget());
                    }
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

    /// Adds the identity of a row, once a token of each of its shapes is allowed, and returns its place.
    fn prove(&self, row: &Row<'_>, found: &mut Vec<Identity>, open: &mut Vec<String>) -> Option<usize> {
        let description = describe::description(row, self.issuer, &self.options.owners);
        let mut first = None;
        for (at, (shape, cell)) in row.cells.iter().enumerate() {
            // Of cells that differ in whose repository it is one is enough.
            let is_alike = |(other, known): &(&Shape, Cell)| {
                std::ptr::eq(*other, *shape) && known.differs_in_names(cell, shape)
            };
            if row.cells.iter().take(at).any(is_alike) {
                continue;
            }
            match self.asked.prove(&shape.claims(&cell.token)) {
                Some(proven) => {
                    first.get_or_insert(proven);
                }
                None => {
                    say(open, format!("{description}: its token was not allowed by the verifier"));
                    return None;
                }
            }
        }
        let proven = first?;
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
        found.len().checked_sub(1)
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
        for group in names.groups(self.issuer) {
            let inside =
                Constraint::All(vec![rest.rest.clone(), Sought::all_of(&group.party).within(&rest.shape)]);
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
    pub(super) fn tidy(&self, claims: &Claims) -> Claims {
        let mut tidy = Claims::new();
        for claim in claims.iter() {
            if claim.value != Value::Null || self.asked.tests(&claim.name) {
                tidy.set(&claim.name, claim.value.clone());
            }
        }
        tidy
    }

    pub(super) fn over_budget(&self) -> String {
        format!(
            "the search was given up: it takes a question of more than {} states, or too many questions together",
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

/// Says why something is open, once.
pub(super) fn say(open: &mut Vec<String>, why: String) {
    if !open.contains(&why) {
        open.push(why);
    }
}
