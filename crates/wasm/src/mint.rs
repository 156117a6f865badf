//! The claims that GitHub would issue for a job that a form describes.

use can_assume_core::mint::{Job, mint as claims_of};
use can_assume_core::read::InputError;
use can_assume_report::exit::Exit;
use can_assume_report::json;
use serde::Deserialize;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::output::{Output, output};

/// Takes a `MintInput`; the report is a `MintReport`.
#[wasm_bindgen]
pub fn mint(input: &str) -> String {
    output(input, run)
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Asked {
    repository: String,
    owner_id: Option<String>,
    repository_id: Option<String>,
    immutable: Option<bool>,
    event: String,
    r#ref: Option<String>,
    environment: Option<String>,
    template: Option<Vec<String>>,
    audience: Option<String>,
    workflow: Option<String>,
    head_ref: Option<String>,
    base_ref: Option<String>,
    actor: Option<String>,
    visibility: Option<String>,
    issued_at: Option<i64>,
}

fn run(asked: Asked) -> Result<Output, InputError> {
    let minted = claims_of(&Job {
        repository: asked.repository,
        owner_id: asked.owner_id,
        repository_id: asked.repository_id,
        immutable: asked.immutable,
        event: asked.event,
        git_ref: asked.r#ref,
        environment: asked.environment,
        template: asked.template,
        audience: asked.audience,
        workflow: asked.workflow,
        head_ref: asked.head_ref,
        base_ref: asked.base_ref,
        actor: asked.actor,
        visibility: asked.visibility,
        issued_at: asked.issued_at,
    })?;
    Ok(Output::new(Exit::Yes, json::minted(&minted)))
}
