//! A few generalised tokens that together are exactly a set of tokens.

use std::collections::BTreeSet;

use can_assume_github::universe::{FieldKind, Shape};
use can_assume_regular::Constraint;

use super::exhausted::Exhausted;
use super::extent::{Extent, parts_of, words_of};
use super::space::{Space, fields_of};
use super::text::Text;
use super::unthought::unthought_of;
use super::values::Side;

/// How many cells one shape is described with; what is left over is kept as it is.
const MOST: usize = 16;

/// A product of extents, one for each field of its shape: all of it lies in the set that is covered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    /// In the order of the shape's fields.
    pub(super) extents: Vec<Extent>,
    /// A token of it.
    pub(super) token: Vec<String>,
}

impl Cell {
    /// Whether the other cell of the same shape differs from it in nothing but whose repository it is.
    pub(super) fn differs_in_names(&self, other: &Self, shape: &Shape) -> bool {
        let mut extents = self.extents.iter().zip(&other.extents).zip(shape.fields());
        extents.all(|((left, right), field)| left == right || of_repository(&field.kind))
    }
}

/// The cover of a set.
#[derive(Debug, Clone, Default)]
pub(super) struct Cover {
    pub(super) cells: Vec<Cell>,
    /// What the cells leave over, and a token of it.
    pub(super) rest: Option<(Constraint, Vec<String>)>,
    /// Whether the search was given up, so that it is not known what the cells leave over.
    pub(super) given_up: bool,
}

/// Covers the tokens of `space` that satisfy `set`: with its products, if there are not too many.
pub(super) fn cover(
    space: &Space<'_>,
    set: &Constraint,
    values: &[Text],
    excluded: &[Text],
) -> Result<Cover, Exhausted> {
    let Ok(products) = space.products(set) else { return widened(space, set, values, excluded) };
    let mut cells = Vec::with_capacity(products.len());
    for product in products {
        let extents: Vec<Extent> = product.sides.iter().map(Side::extent).collect();
        let token = space.token(&product)?;
        let own = with_own_workflow(space.shape, &token);
        let fits = own.iter().zip(&extents).all(|(value, extent)| extent.matches(value));
        cells.push(Cell { extents, token: if fits { own } else { token } });
    }
    join(&mut cells, space)?;
    Ok(Cover { cells, ..Cover::default() })
}

/// Covers a set that has too many products.
///
/// A token of what is not covered yet is taken and its fields are widened one after the other as far as the set goes: to every value,
/// else to what a part of one of the policy's `values` describes. The solver confirms each step, so that a cell never leaves the set, and
/// the search ends when nothing is left. Where it would cost too much it ends before that: the cells that there are lie in the set all the
/// same.
fn widened(
    space: &Space<'_>,
    set: &Constraint,
    values: &[Text],
    excluded: &[Text],
) -> Result<Cover, Exhausted> {
    let mut used = BTreeSet::new();
    fields_of(set, &mut used);
    fields_of(&space.known, &mut used);
    let parts: Vec<Text> = values.iter().flat_map(parts_of).collect();
    let mut excluded: Vec<Text> = excluded.iter().flat_map(words_of).collect();
    excluded.sort();
    excluded.dedup();
    let mut cover = Cover::default();
    let mut rest = set.clone();
    while !cover.given_up {
        let token = match space.search(&rest) {
            Ok(None) => break,
            Ok(Some(token)) if cover.cells.len() == MOST => {
                cover.rest = Some((rest, token));
                break;
            }
            Ok(Some(token)) => token,
            Err(Exhausted) => {
                cover.given_up = true;
                break;
            }
        };
        let mut extents = vec![Extent::Any; token.len()];
        for &position in &used {
            if let (Some(extent), Some(value)) = (extents.get_mut(position), token.get(position)) {
                *extent = Extent::is(value);
            }
        }
        for position in widening_order(space, &used) {
            let before = extents.get(position).cloned();
            if widen(space, set, &mut extents, &token, position, &parts, &excluded).is_err() {
                cover.given_up = true;
                if let (Some(slot), Some(before)) = (extents.get_mut(position), before) {
                    *slot = before;
                }
            }
        }
        rest = rest.and(within(&extents).negated());
        let token = readable(space, set, &extents, token.clone()).unwrap_or(token);
        cover.cells.push(Cell { extents, token });
    }
    if join(&mut cover.cells, space).is_err() {
        cover.given_up = true;
    }
    Ok(cover)
}

/// The tokens of a cell.
pub(super) fn within(extents: &[Extent]) -> Constraint {
    Constraint::All(
        extents.iter().enumerate().filter_map(|(position, extent)| extent.constraint(position)).collect(),
    )
}

fn widen(
    space: &Space<'_>,
    set: &Constraint,
    extents: &mut [Extent],
    token: &[String],
    position: usize,
    parts: &[Text],
    excluded: &[Text],
) -> Result<(), Exhausted> {
    let (Some(value), Some(field)) = (token.get(position), space.shape.fields().get(position)) else {
        return Ok(());
    };
    let mut candidates = vec![Extent::Any];
    candidates
        .extend(parts.iter().filter(|part| part.matches(value)).map(|part| Extent::Some(vec![part.clone()])));
    for candidate in candidates {
        let Some(slot) = extents.get_mut(position) else { return Ok(()) };
        let before = std::mem::replace(slot, candidate);
        // A value that nobody has thought of tells cheaply that a field does matter.
        let is_any = matches!(extents.get(position), Some(Extent::Any));
        let plausible = !is_any || {
            let mut other = token.to_vec();
            if let Some(slot) = other.get_mut(position) {
                *slot = unthought_of(&field.kind).to_owned();
            }
            !space.known.holds(&other, &space.limits.budget)? || space.holds(set, &other)?
        };
        if plausible && space.implies(&within(extents), set)? {
            return Ok(());
        }
        if let Some(slot) = extents.get_mut(position) {
            *slot = before;
        }
    }
    all_but(space, set, extents, value, position, excluded)
}

/// Widens a field to every value but some of those that the policy excludes, if that many are enough.
fn all_but(
    space: &Space<'_>,
    set: &Constraint,
    extents: &mut [Extent],
    value: &str,
    position: usize,
    excluded: &[Text],
) -> Result<(), Exhausted> {
    const MOST_EXCLUDED: usize = 24;
    let Some(field) = space.shape.fields().get(position) else { return Ok(()) };
    let mut texts = Vec::new();
    for text in excluded.iter().filter(|text| !text.matches(value)) {
        let exists = match text {
            Text::Is(text) => field.loose.matches(text, &space.limits.budget).map_err(|_| Exhausted)?,
            _ => true,
        };
        if exists {
            texts.push(text.clone());
        }
    }
    if texts.is_empty() || texts.len() > MOST_EXCLUDED {
        return Ok(());
    }
    texts.sort();
    let Some(slot) = extents.get_mut(position) else { return Ok(()) };
    let before = std::mem::replace(slot, Extent::Except(texts.clone()));
    if !space.implies(&within(extents), set)? {
        if let Some(slot) = extents.get_mut(position) {
            *slot = before;
        }
        return Ok(());
    }
    let mut at = 0;
    while at < texts.len() {
        let mut fewer = texts.clone();
        fewer.remove(at);
        if let Some(slot) = extents.get_mut(position) {
            *slot = Extent::Except(fewer.clone());
        }
        if space.implies(&within(extents), set)? {
            texts = fewer;
        } else {
            at += 1;
        }
    }
    if let Some(slot) = extents.get_mut(position) {
        *slot = if texts.is_empty() { Extent::Any } else { Extent::Except(texts) };
    }
    Ok(())
}

/// Chosen texts and ids first, names last: a policy that tests the owner is about that owner.
fn widening_order(space: &Space<'_>, used: &BTreeSet<usize>) -> Vec<usize> {
    let rank = |position: &usize| match space.shape.fields().get(*position).map(|field| &field.kind) {
        Some(FieldKind::Owner) => 5,
        Some(FieldKind::Repository) => 4,
        Some(FieldKind::OwnerId | FieldKind::RepositoryId) => 3,
        Some(FieldKind::Environment | FieldKind::Ref) => 2,
        Some(FieldKind::JobWorkflowRef) => 1,
        _ => 0,
    };
    let mut order: Vec<usize> = used.iter().copied().collect();
    order.sort_by_key(rank);
    order
}

/// The token with values that read well wherever any value will do.
fn readable(
    space: &Space<'_>,
    set: &Constraint,
    extents: &[Extent],
    token: Vec<String>,
) -> Result<Vec<String>, Exhausted> {
    let token = space.usual(&Constraint::All(vec![within(extents), set.clone()]), token);
    let mut nicer = token.clone();
    for ((slot, extent), field) in nicer.iter_mut().zip(extents).zip(space.shape.fields()) {
        if *extent == Extent::Any
            && field.strict.matches(field.example(), &space.limits.budget).map_err(|_| Exhausted)?
        {
            *slot = field.example().to_owned();
        }
    }
    let own = with_own_workflow(space.shape, &nicer);
    for candidate in [own, nicer] {
        let within = candidate.iter().zip(extents).all(|(value, extent)| extent.matches(value));
        if within && space.holds(set, &candidate)? {
            return Ok(candidate);
        }
    }
    Ok(token)
}

/// The token of a job that the repository's own workflow defines.
pub(super) fn with_own_workflow(shape: &Shape, token: &[String]) -> Vec<String> {
    let value = |kind| shape.position(&kind).and_then(|position| token.get(position));
    let mut own = token.to_vec();
    if let (Some(owner), Some(name), Some(git_ref), Some(place)) = (
        value(FieldKind::Owner),
        value(FieldKind::Repository),
        value(FieldKind::Ref),
        shape.position(&FieldKind::JobWorkflowRef),
    ) && let Some(slot) = own.get_mut(place)
    {
        let at = if git_ref.is_empty() { "refs/heads/main" } else { git_ref };
        *slot = format!("{owner}/{name}/.github/workflows/deploy.yml@{at}");
    }
    own
}

/// Joins cells that differ in one extent, until none do. Names and ids stay apart: whose they are is told for all shapes together.
fn join(cells: &mut Vec<Cell>, space: &Space<'_>) -> Result<(), Exhausted> {
    let mut at = 0;
    while at < cells.len() {
        let partner = (0..cells.len()).filter(|other| *other != at).find_map(|other| {
            let (left, right) = (cells.get(at)?, cells.get(other)?);
            let mut differing =
                left.extents.iter().zip(&right.extents).enumerate().filter(|(_, (l, r))| l != r);
            let (position, (l, r)) = differing.next()?;
            let kind = &space.shape.fields().get(position)?.kind;
            if differing.next().is_some() || of_repository(kind) {
                return None;
            }
            Some((other, position, l.union(r)?))
        });
        let Some((other, position, mut union)) = partner else {
            at += 1;
            continue;
        };
        if let (Extent::Some(texts), Some(field)) = (&union, space.shape.fields().get(position))
            && space.limits.values.cover(field, texts)?
        {
            union = Extent::Any;
        }
        if let Some(extent) = cells.get_mut(at).and_then(|cell| cell.extents.get_mut(position)) {
            *extent = union;
        }
        cells.remove(other);
        if other < at {
            at -= 1;
        }
    }
    Ok(())
}

/// Whether a field says whose repository it is.
fn of_repository(kind: &FieldKind) -> bool {
    use FieldKind::{Owner, OwnerId, Repository, RepositoryId};
    matches!(kind, Owner | OwnerId | Repository | RepositoryId)
}
