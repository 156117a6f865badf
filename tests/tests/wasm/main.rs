//! The committed WASM build answers as the native library does, byte for byte, and outlives any input.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unreachable,
    reason = "a test says what is wrong by stopping there"
)]

mod corpus;
mod hostile;
mod node;

use serde_json::Value;

use node::{Asked, answers};

/// What the native library says.
fn native(asked: &Asked) -> String {
    let input = asked.input.as_str();
    match asked.call {
        "check" => can_assume_wasm::check(input),
        "claims" => can_assume_wasm::claims(input),
        "decodeToken" => can_assume_wasm::decode_token(input),
        "diff" => can_assume_wasm::diff(input),
        "explain" => can_assume_wasm::explain(input),
        "fix" => can_assume_wasm::fix(input),
        "lint" => can_assume_wasm::lint(input),
        "mint" => can_assume_wasm::mint(input),
        "verifyToken" => can_assume_wasm::verify_token(input),
        "who" => can_assume_wasm::who(input),
        other => unreachable!("no function is called {other}"),
    }
}

/// Asks both, and says where they differ.
fn same(all: &[Asked]) {
    let built = answers(all);
    assert_eq!(built.len(), all.len());
    let mut different = Vec::new();
    for (asked, built) in all.iter().zip(&built) {
        let native = native(asked);
        serde_json::from_str::<Value>(&native).unwrap();
        if native != *built {
            let diff = similar::TextDiff::from_lines(&native, built).unified_diff().to_string();
            let shown: String = diff.chars().take(2000).collect();
            different.push(format!("{} of {}:\n{shown}", asked.call, asked.name));
        }
    }
    assert!(
        different.is_empty(),
        "{} of {} answers differ; is js/wasm built from these sources (cargo xtask wasm)?\n{}",
        different.len(),
        all.len(),
        different.iter().take(5).map(String::as_str).collect::<Vec<_>>().join("\n")
    );
}

#[test]
fn the_whole_corpus_is_answered_the_same() {
    let all = corpus::all();
    assert!(all.len() > 1200, "{}", all.len());
    same(&all);
}

#[test]
fn hostile_input_is_answered_the_same_and_the_next_one_too() {
    let mut all = Vec::new();
    let ordinary: Vec<Asked> = corpus::all().into_iter().filter(|asked| asked.call == "mint").collect();
    for (hostile, ordinary) in hostile::all().into_iter().zip(ordinary.into_iter().cycle()) {
        all.push(hostile);
        all.push(ordinary);
    }
    same(&all);
}

#[test]
fn a_token_is_in_no_answer() {
    for asked in hostile::with_tokens() {
        let said = native(&asked);
        assert!(!said.contains(hostile::SIGNATURE), "{} of {}: {said}", asked.call, asked.name);
    }
}
