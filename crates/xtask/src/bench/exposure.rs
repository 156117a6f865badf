//! What `who` and `diff` cost, and questions about languages beside the solver z3 where it is there.

use std::process::Command;

use crate::step::Failure;
use crate::tool::{cargo, output, root, target};

/// Builds and runs the programs, which print what they measured.
///
/// # Errors
///
/// When one cannot be built or run, or the solvers disagree.
pub(crate) fn run() -> Result<(), Failure> {
    output(&mut cargo(["build", "--quiet", "--release", "--package", "exposure-bench"]))?;
    output(&mut cargo([
        "build",
        "--quiet",
        "--release",
        "--package",
        "can-assume-regular",
        "--example",
        "answer",
    ]))?;
    let release = target().join("release");
    print!("{}", output(&mut Command::new(release.join("exposure-bench")))?);
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let has_z3 = Command::new(&python).args(["-c", "import z3"]).output();
    if !has_z3.is_ok_and(|output| output.status.success()) {
        println!(
            "\n`{python}` has no z3: `pip install z3-solver`, and name the interpreter in PYTHON, for the comparison"
        );
        return Ok(());
    }
    for questions in [POLICIES, RANDOM] {
        let mut compare = Command::new(&python);
        compare
            .arg(root().join("tests/oracle/languages.py"))
            .arg(release.join("examples/answer"))
            .args(questions);
        print!("\n{}", output(&mut compare)?);
    }
    Ok(())
}

/// Questions as they are asked about policies; z3 gives up on a third of them.
const POLICIES: &[&str] = &["--questions", "0", "--policies", "36", "--timeout", "2000"];

/// Random questions with short patterns.
const RANDOM: &[&str] = &["--questions", "2600", "--seed", "20261122"];
