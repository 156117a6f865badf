//! An automaton that reads the output of a recipe while the fields of the tuple go by.

use std::collections::HashMap;

use super::segments::Segments;
use crate::automaton::{ALL, Alphabet, Bits, Block, DEAD, Dfa};
use crate::budget::{Meter, OverBudget};
use crate::hash::Hasher;
use crate::{Piece, Recipe, Substitution};

/// What all heads of a question share.
pub(crate) struct Shared {
    pub(crate) alphabet: Alphabet,
    replacements: Vec<Replacement>,
}

/// A substitution in terms of classes; every replaced character is a class of its own.
struct Replacement {
    substitution: Substitution,
    kept: Bits,
    images: Vec<(u32, String)>,
}

impl Shared {
    pub(crate) fn new(alphabet: Alphabet, substitutions: Vec<Substitution>) -> Self {
        let replacements = substitutions
            .into_iter()
            .map(|substitution| {
                let mut replaced = Bits::new(alphabet.len());
                let images: Vec<(u32, String)> =
                    substitution.iter().map(|(c, image)| (alphabet.class_of(c), image.to_owned())).collect();
                images.iter().for_each(|&(class, _)| replaced.insert(class));
                Replacement { substitution, kept: Bits::full(alphabet.len()).and_not(&replaced), images }
            })
            .collect();
        Self { alphabet, replacements }
    }
}

/// How a head reads a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Read {
    Skip,
    Plain,
    /// Through the substitution with this number.
    Encoded(usize),
}

impl Read {
    pub(crate) fn of(piece: &Piece, shared: &Shared) -> Self {
        match piece {
            Piece::Literal(_) => Self::Skip,
            Piece::Field(_) => Self::Plain,
            Piece::Encoded(_, substitution) => {
                let known = shared.replacements.iter().position(|known| known.substitution == *substitution);
                known.map_or(Self::Plain, Self::Encoded)
            }
        }
    }
}

/// A deterministic automaton with its rows for encoded letters.
pub(crate) struct Reader {
    dfa: Dfa,
    encoded: HashMap<(u32, usize), Box<[Block]>, Hasher>,
}

impl Reader {
    pub(crate) fn new(dfa: Dfa) -> Self {
        Self { dfa, encoded: HashMap::default() }
    }

    /// The state after `literal` from the start.
    pub(crate) fn start(
        &mut self,
        literal: &str,
        shared: &Shared,
        meter: &mut Meter,
    ) -> Result<u32, OverBudget> {
        self.read(self.dfa.start(), literal, shared, meter)
    }

    pub(crate) fn read(
        &mut self,
        state: u32,
        literal: &str,
        shared: &Shared,
        meter: &mut Meter,
    ) -> Result<u32, OverBudget> {
        self.dfa.read(state, literal, &shared.alphabet, meter)
    }

    /// Whether all that is accepted from `small` is known to be accepted from `large`.
    pub(crate) fn includes(&self, small: u32, large: u32) -> bool {
        self.dfa.includes(small, large)
    }

    /// [`ALL`] if the automaton accepts here, else [`DEAD`].
    pub(crate) fn decide(&self, state: u32) -> u32 {
        if self.dfa.accepts(state) { ALL } else { DEAD }
    }

    /// Computes the moves from `state` for the letters of a field that is read as `read` says.
    pub(crate) fn prepare(
        &mut self,
        state: u32,
        read: Read,
        shared: &Shared,
        meter: &mut Meter,
    ) -> Result<(), OverBudget> {
        let Read::Encoded(number) = read else {
            return self.dfa.row(state, meter).map(|_| ());
        };
        let Some(replacement) = shared.replacements.get(number) else { return Ok(()) };
        if self.encoded.contains_key(&(state, number)) {
            return Ok(());
        }
        let mut row: Vec<Block> = self.dfa.row(state, meter)?.to_vec();
        row.iter_mut().for_each(|block| block.classes = block.classes.and(&replacement.kept));
        for (class, image) in &replacement.images {
            let to = self.dfa.read(state, image, &shared.alphabet, meter)?;
            match row.iter_mut().find(|block| block.to == to) {
                Some(block) => block.classes.insert(*class),
                None => {
                    let mut classes = Bits::new(shared.alphabet.len());
                    classes.insert(*class);
                    row.push(Block { classes, to });
                }
            }
        }
        row.retain(|block| !block.classes.is_empty());
        row.sort_unstable_by_key(|block| block.classes.first());
        meter.work(row.len())?;
        self.encoded.insert((state, number), row.into_boxed_slice());
        Ok(())
    }

    /// The moves that [`Reader::prepare`] has computed.
    pub(crate) fn row(&self, state: u32, read: Read) -> &[Block] {
        match read {
            Read::Skip => &[],
            Read::Plain => self.dfa.known_row(state),
            Read::Encoded(number) => self.encoded.get(&(state, number)).map_or(&[], |row| row),
        }
    }
}

/// A recipe and the automaton its output is fed to. Its states are numbers: [`ALL`] and [`DEAD`]
/// when the answer is known, automaton states or, for recipes that step back, configurations of
/// several.
pub(crate) enum Head {
    InOrder(InOrder),
    Segments(Segments),
}

/// A head whose recipe reads each field at most once and in order.
pub(crate) struct InOrder {
    reader: Reader,
    start: u32,
    /// For each field how it is read, and the literal that follows it.
    fields: Vec<(Read, String)>,
    last: Option<usize>,
    /// The states after the ends of fields that are followed by a literal.
    ended: HashMap<(u32, usize), u32, Hasher>,
}

impl Head {
    /// Whether a recipe steps back; its automaton must be determined then.
    pub(crate) fn steps_back(recipe: &Recipe) -> bool {
        !recipe.pieces().iter().filter_map(Piece::field).is_sorted_by(|a, b| a < b)
    }

    pub(crate) fn new(
        dfa: Dfa,
        recipe: &Recipe,
        fields: usize,
        shared: &Shared,
        meter: &mut Meter,
    ) -> Result<Self, OverBudget> {
        let reader = Reader::new(dfa);
        if Self::steps_back(recipe) {
            return Segments::new(reader, recipe, fields, shared, meter).map(Self::Segments);
        }
        let mut head = InOrder {
            reader,
            start: DEAD,
            fields: vec![(Read::Skip, String::new()); fields],
            last: recipe.pieces().iter().filter_map(Piece::field).next_back(),
            ended: HashMap::default(),
        };
        let mut before = String::new();
        let mut at = None;
        for piece in recipe.pieces() {
            if let Some(slot) = piece.field().and_then(|field| head.fields.get_mut(field)) {
                slot.0 = Read::of(piece, shared);
                at = piece.field();
            } else if let Piece::Literal(text) = piece {
                match at.and_then(|field| head.fields.get_mut(field)) {
                    Some(slot) => slot.1.push_str(text),
                    None => before.push_str(text),
                }
            }
        }
        head.start = head.reader.start(&before, shared, meter)?;
        if head.last.is_none() {
            head.start = head.reader.decide(head.start);
        }
        Ok(Self::InOrder(head))
    }

    pub(crate) fn start(&self) -> u32 {
        match self {
            Self::InOrder(head) => head.start,
            Self::Segments(head) => head.start(),
        }
    }

    /// Whether the letters of `field` move this head.
    pub(crate) fn reads(&self, field: usize) -> bool {
        match self {
            Self::InOrder(head) => head.fields.get(field).is_some_and(|(read, _)| *read != Read::Skip),
            Self::Segments(head) => head.reads(field),
        }
    }

    /// Whether all that is accepted from `small` is known to be accepted from `large`.
    pub(crate) fn includes(&self, small: u32, large: u32) -> bool {
        match self {
            Self::InOrder(head) => head.reader.includes(small, large),
            Self::Segments(_) => small == large,
        }
    }

    /// Computes the moves from `state` within `field`.
    pub(crate) fn prepare(
        &mut self,
        state: u32,
        field: usize,
        shared: &Shared,
        meter: &mut Meter,
    ) -> Result<(), OverBudget> {
        match self {
            Self::InOrder(head) => match head.fields.get(field) {
                Some(&(read, _)) => head.reader.prepare(state, read, shared, meter),
                None => Ok(()),
            },
            Self::Segments(head) => head.prepare(state, field, shared, meter),
        }
    }

    /// The moves that [`Head::prepare`] has computed.
    pub(crate) fn row(&self, state: u32, field: usize) -> &[Block] {
        match self {
            Self::InOrder(head) => {
                head.fields.get(field).map_or(&[], |(read, _)| head.reader.row(state, *read))
            }
            Self::Segments(head) => head.row(state, field),
        }
    }

    /// The state after the end of `field`.
    pub(crate) fn end(
        &mut self,
        state: u32,
        field: usize,
        shared: &Shared,
        meter: &mut Meter,
    ) -> Result<u32, OverBudget> {
        if state == DEAD || state == ALL {
            return Ok(state);
        }
        match self {
            Self::InOrder(head) => {
                let Some((_, literal)) = head.fields.get(field) else { return Ok(state) };
                if literal.is_empty() && head.last != Some(field) {
                    return Ok(state);
                }
                if let Some(&after) = head.ended.get(&(state, field)) {
                    return Ok(after);
                }
                let mut after = head.reader.read(state, literal, shared, meter)?;
                if head.last == Some(field) {
                    after = head.reader.decide(after);
                }
                head.ended.insert((state, field), after);
                Ok(after)
            }
            Self::Segments(head) => head.end(state, field, shared, meter),
        }
    }
}
