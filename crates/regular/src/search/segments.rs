//! Heads whose recipe steps back: it repeats a field or reads fields against the tuple's order.
//!
//! Such a recipe is cut into segments that each read in order. All segments are read at once. Where
//! a segment starts is known only when the one before it has ended, so until then it is followed
//! from every state it may start in; afterwards all but the true one are dropped. This is exact.

use std::collections::HashMap;

use super::head::{Read, Reader, Shared};
use crate::automaton::{ALL, Bits, Block, DEAD, Partition};
use crate::budget::{Meter, OverBudget};
use crate::hash::Hasher;
use crate::{Piece, Recipe};

pub(crate) struct Segments {
    reader: Reader,
    segments: Vec<Segment>,
    /// The field at whose end every segment has ended and has a known start.
    last: usize,
    /// For each segment its current states: one for each state it may have started in, one when the
    /// start is known, none when the next segment has taken over.
    configurations: Vec<Vec<Vec<u32>>>,
    ids: HashMap<Vec<Vec<u32>>, u32>,
    rows: HashMap<(u32, usize), Box<[Block]>, Hasher>,
    start: u32,
}

struct Segment {
    /// For each field how it is read, and the literal that follows it.
    fields: Vec<(Read, String)>,
    last: usize,
    /// The states it may start in, sorted.
    starts: Vec<u32>,
    /// The field at whose end the start becomes known; the first segment's is known from the start.
    known_after: usize,
}

impl Segments {
    pub(crate) fn new(
        mut reader: Reader,
        recipe: &Recipe,
        fields: usize,
        shared: &Shared,
        meter: &mut Meter,
    ) -> Result<Self, OverBudget> {
        let (leading, mut segments) = cut(recipe, fields, shared);
        let start = reader.start(&leading, shared, meter)?;
        let mut starts = vec![start];
        let mut last = 0;
        for (number, segment) in segments.iter_mut().enumerate() {
            segment.starts = starts;
            if number > 0 {
                segment.known_after = last;
            }
            last = last.max(segment.last);
            starts = reachable(&mut reader, segment, shared, meter)?;
        }
        let first: Vec<Vec<u32>> = segments.iter().map(|segment| segment.starts.clone()).collect();
        let mut head = Self {
            reader,
            segments,
            last,
            configurations: Vec::new(),
            ids: HashMap::new(),
            rows: HashMap::default(),
            start: DEAD,
        };
        // The numbers of the decided states are taken.
        head.configurations = vec![Vec::new(); ALL as usize + 1];
        head.start = head.intern(first, meter)?;
        Ok(head)
    }

    pub(crate) fn start(&self) -> u32 {
        self.start
    }

    pub(crate) fn reads(&self, field: usize) -> bool {
        self.segments.iter().any(|segment| segment.read(field) != Read::Skip)
    }

    pub(crate) fn prepare(
        &mut self,
        state: u32,
        field: usize,
        shared: &Shared,
        meter: &mut Meter,
    ) -> Result<(), OverBudget> {
        if self.rows.contains_key(&(state, field)) {
            return Ok(());
        }
        let row = if state == DEAD || state == ALL {
            vec![Block { classes: Bits::full(shared.alphabet.len()), to: state }]
        } else {
            self.compute_row(state, field, shared, meter)?
        };
        self.rows.insert((state, field), row.into_boxed_slice());
        Ok(())
    }

    pub(crate) fn row(&self, state: u32, field: usize) -> &[Block] {
        self.rows.get(&(state, field)).map_or(&[], |row| row)
    }

    fn compute_row(
        &mut self,
        state: u32,
        field: usize,
        shared: &Shared,
        meter: &mut Meter,
    ) -> Result<Vec<Block>, OverBudget> {
        let configuration = self.configurations.get(state as usize).cloned().unwrap_or_default();
        let mut partition = Partition::default();
        partition.reset(shared.alphabet.len());
        for (segment, states) in self.segments.iter().zip(&configuration) {
            let read = segment.read(field);
            if read == Read::Skip {
                continue;
            }
            for &at in states {
                self.reader.prepare(at, read, shared, meter)?;
                partition.refine(self.reader.row(at, read), meter)?;
            }
        }
        let mut row: Vec<Block> = Vec::new();
        for (classes, moves) in partition.iter() {
            let mut moves = moves.iter().copied();
            let mut next = configuration.clone();
            for (segment, states) in self.segments.iter().zip(&mut next) {
                if segment.read(field) != Read::Skip {
                    states.iter_mut().zip(&mut moves).for_each(|(state, to)| *state = to);
                }
            }
            let to = self.intern(next, meter)?;
            match row.iter_mut().find(|block| block.to == to) {
                Some(block) => block.classes.or_assign(classes),
                None => row.push(Block { classes: classes.clone(), to }),
            }
        }
        row.sort_unstable_by_key(|block| block.classes.first());
        Ok(row)
    }

    pub(crate) fn end(
        &mut self,
        state: u32,
        field: usize,
        shared: &Shared,
        meter: &mut Meter,
    ) -> Result<u32, OverBudget> {
        let mut next = self.configurations.get(state as usize).cloned().unwrap_or_default();
        for (segment, states) in self.segments.iter().zip(&mut next) {
            if let Some((_, literal)) = segment.fields.get(field) {
                for state in states {
                    *state = self.reader.read(*state, literal, shared, meter)?;
                }
            }
        }
        for (number, segment) in self.segments.iter().enumerate().skip(1) {
            if segment.known_after != field {
                continue;
            }
            let ended = next.get_mut(number - 1).and_then(|states| states.pop());
            let place = ended.and_then(|ended| segment.starts.binary_search(&ended).ok());
            let (Some(place), Some(states)) = (place, next.get_mut(number)) else {
                // No start was foreseen for this end: better no answer than a wrong one.
                return Err(meter.over());
            };
            *states = states.get(place).copied().into_iter().collect();
        }
        if field == self.last {
            let ended = next.last().and_then(|states| states.first()).copied();
            return Ok(ended.map_or(DEAD, |state| self.reader.decide(state)));
        }
        self.intern(next, meter)
    }

    fn intern(&mut self, configuration: Vec<Vec<u32>>, meter: &mut Meter) -> Result<u32, OverBudget> {
        // The first segment that is still followed is the one that is followed from its true start.
        match configuration.iter().find_map(|states| states.first()) {
            Some(&DEAD) | None => return Ok(DEAD),
            Some(&ALL) => return Ok(ALL),
            Some(_) => {}
        }
        if let Some(&id) = self.ids.get(&configuration) {
            return Ok(id);
        }
        meter.state()?;
        meter.work(configuration.iter().map(Vec::len).sum())?;
        let id = self.configurations.len() as u32;
        self.configurations.push(configuration.clone());
        self.ids.insert(configuration, id);
        Ok(id)
    }
}

impl Segment {
    fn read(&self, field: usize) -> Read {
        self.fields.get(field).map_or(Read::Skip, |(read, _)| *read)
    }
}

/// The literal before the first field, and the longest runs of pieces that read in order.
fn cut(recipe: &Recipe, fields: usize, shared: &Shared) -> (String, Vec<Segment>) {
    let mut leading = String::new();
    let mut segments: Vec<Segment> = Vec::new();
    for piece in recipe.pieces() {
        if let Some(field) = piece.field() {
            if segments.last().is_none_or(|segment| field <= segment.last) {
                let fields = vec![(Read::Skip, String::new()); fields];
                segments.push(Segment { fields, last: field, starts: Vec::new(), known_after: usize::MAX });
            }
            if let Some(segment) = segments.last_mut() {
                segment.last = field;
                if let Some(slot) = segment.fields.get_mut(field) {
                    slot.0 = Read::of(piece, shared);
                }
            }
        } else if let Piece::Literal(text) = piece {
            match segments.last_mut() {
                Some(segment) => {
                    if let Some(slot) = segment.fields.get_mut(segment.last) {
                        slot.1.push_str(text);
                    }
                }
                None => leading.push_str(text),
            }
        }
    }
    (leading, segments)
}

/// The states in which `segment` may end, whatever its fields are.
fn reachable(
    reader: &mut Reader,
    segment: &Segment,
    shared: &Shared,
    meter: &mut Meter,
) -> Result<Vec<u32>, OverBudget> {
    let mut states = segment.starts.clone();
    for (read, literal) in segment.fields.iter().filter(|(read, _)| *read != Read::Skip) {
        let mut at = 0;
        let mut known: std::collections::HashSet<u32> = states.iter().copied().collect();
        while let Some(&state) = states.get(at) {
            at += 1;
            reader.prepare(state, *read, shared, meter)?;
            for block in reader.row(state, *read) {
                meter.work(1)?;
                if known.insert(block.to) {
                    states.push(block.to);
                }
            }
        }
        for state in &mut states {
            *state = reader.read(*state, literal, shared, meter)?;
        }
        states.sort_unstable();
        states.dedup();
    }
    Ok(states)
}
