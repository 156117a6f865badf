//! Answers questions about languages, one JSON object a line on stdin, for comparison with an oracle.
//!
//! `{"id": 1, "kind": "empty", "left": L}` or `{"id": 2, "kind": "contained", "left": L, "right": L}`,
//! where a language is one of `{"glob": "a*"}`, `{"literal": "a"}`, `{"concat": [L…]}`,
//! `{"union": [L…]}`, `{"intersection": [L…]}`, `{"complement": L}`. The answer is
//! `{"id", "holds", "witness", "microseconds"}`, or `{"id", "error"}` when over budget.
#![expect(clippy::disallowed_methods, clippy::disallowed_macros, reason = "an example may time and print")]

use std::error::Error;
use std::io::BufRead as _;
use std::time::Instant;

use can_assume_regular::{Budget, Language};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let budget = Budget::default();
    for line in std::io::stdin().lock().lines() {
        let question: Value = serde_json::from_str(&line?)?;
        let id = member(&question, "id")?;
        let left = member(&question, "left").and_then(language)?;
        let right = question.get("right").map(language).transpose()?;
        let started = Instant::now();
        let witness = match &right {
            Some(right) => left.counterexample(right, &budget),
            None => left.witness(&budget),
        };
        let microseconds = started.elapsed().as_secs_f64() * 1e6;
        let answer = match witness {
            Ok(witness) => json!({
                "id": id,
                "holds": witness.is_none(),
                "witness": witness,
                "microseconds": microseconds,
            }),
            Err(error) => json!({ "id": id, "error": error.to_string() }),
        };
        println!("{answer}");
    }
    Ok(())
}

fn language(value: &Value) -> Result<Language, Box<dyn Error>> {
    let object = value.as_object().ok_or("expected a language object")?;
    let (kind, value) = object.iter().next().ok_or("expected one member, found none")?;
    Ok(match kind.as_str() {
        "glob" => Language::glob(text(value)?),
        "literal" => Language::literal(text(value)?),
        "concat" => Language::concat(languages(value)?),
        "union" => Language::union(languages(value)?),
        "intersection" => Language::intersection(languages(value)?),
        "complement" => language(value)?.complement(),
        other => return Err(format!("unknown kind of language `{other}`").into()),
    })
}

fn languages(value: &Value) -> Result<Vec<Language>, Box<dyn Error>> {
    value.as_array().ok_or("expected a list of languages")?.iter().map(language).collect()
}

fn text(value: &Value) -> Result<&str, Box<dyn Error>> {
    Ok(value.as_str().ok_or("expected a string")?)
}

fn member<'v>(value: &'v Value, name: &str) -> Result<&'v Value, Box<dyn Error>> {
    Ok(value.get(name).ok_or_else(|| format!("expected a member `{name}`"))?)
}
