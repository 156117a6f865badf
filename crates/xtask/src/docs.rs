//! `cargo xtask docs`: writes the generated files under `docs/`, or checks that they are up to date.

use std::fs;
use std::process::Command;

use crate::step::Failure;
use crate::tool::{cargo, output, root, target};

/// Writes every generated file.
///
/// # Errors
///
/// When the tool cannot be built or run, or a file cannot be written.
pub(crate) fn run() -> Result<(), Failure> {
    let fresh = generate()?;
    for path in left_over(&fresh)? {
        fs::remove_file(root().join(&path))
            .map_err(|error| Failure(format!("cannot remove {path}: {error}")))?;
        eprintln!("removed {path}");
    }
    for (path, text) in fresh {
        let place = root().join(&path);
        if let Some(folder) = place.parent() {
            fs::create_dir_all(folder)
                .map_err(|error| Failure(format!("cannot make {}: {error}", folder.display())))?;
        }
        fs::write(&place, text).map_err(|error| Failure(format!("cannot write {path}: {error}")))?;
        eprintln!("wrote {path}");
    }
    Ok(())
}

/// Fails if a generated file is not what it would be.
///
/// # Errors
///
/// As [`run`]; when files differ, naming them.
pub(crate) fn check() -> Result<(), Failure> {
    let fresh = generate()?;
    let mut stale: Vec<String> = fresh
        .iter()
        .filter(|(path, text)| fs::read_to_string(root().join(path)).ok().as_ref() != Some(text))
        .map(|(path, _)| path.clone())
        .collect();
    stale.extend(left_over(&fresh)?);
    if stale.is_empty() {
        return Ok(());
    }
    Err(Failure(format!("out of date: {}; write them with: cargo xtask docs", stale.join(", "))))
}

/// A committed file that the tool itself writes.
struct Generated {
    path: &'static str,
    text: fn() -> Result<String, Failure>,
}

/// Every generated file: its path from the root, and its text.
fn generate() -> Result<Vec<(String, String)>, Failure> {
    output(&mut cargo(["build", "--quiet", "--package", "can-assume"]))?;
    let mut all: Vec<(String, String)> = FILES
        .iter()
        .map(|file| Ok((file.path.to_owned(), (file.text)()?)))
        .collect::<Result<_, Failure>>()?;
    all.extend(pages(CAUSES, "--list=causes")?);
    all.extend(rules()?);
    Ok(all)
}

/// The pages of a list, and the list itself.
fn pages(folder: &str, list: &str) -> Result<Vec<(String, String)>, Failure> {
    let ids = printed(&["explain", list])?;
    let ids = ids.lines().filter_map(|line| line.split_whitespace().next());
    let page =
        |id: &str| Ok((format!("{folder}/{id}.md"), printed(&["explain", id, "--format", "markdown"])?));
    let mut all: Vec<(String, String)> = ids.map(page).collect::<Result<_, Failure>>()?;
    all.push((format!("{folder}/README.md"), printed(&["explain", list, "--format", "markdown"])?));
    Ok(all)
}

/// The pages of the rules that share none with a cause, and the list of all rules.
fn rules() -> Result<Vec<(String, String)>, Failure> {
    let causes = printed(&["explain", "--list=causes"])?;
    let causes: Vec<String> = causes
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .map(|id| format!("{RULES}/{id}.md"))
        .collect();
    let mut all = pages(RULES, "--list=rules")?;
    all.retain(|(path, _)| !causes.contains(path));
    Ok(all)
}

/// Pages of causes and rules that there are no more.
fn left_over(fresh: &[(String, String)]) -> Result<Vec<String>, Failure> {
    let mut all = Vec::new();
    for pages in [CAUSES, RULES] {
        let Ok(folder) = fs::read_dir(root().join(pages)) else { continue };
        for entry in folder {
            let entry = entry.map_err(|error| Failure(format!("cannot read {pages}: {error}")))?;
            let path = format!("{pages}/{}", entry.file_name().to_string_lossy());
            if !fresh.iter().any(|(known, _)| *known == path) {
                all.push(path);
            }
        }
    }
    all.sort();
    Ok(all)
}

/// What the built tool prints, on a terminal of 100 columns without colour.
fn printed(arguments: &[&str]) -> Result<String, Failure> {
    let program = target().join("debug").join("can-assume");
    output(Command::new(program).args(arguments).env("NO_COLOR", "1").env("COLUMNS", "100"))
}

/// The help of the tool and of each of its commands, one after the other.
fn help() -> Result<String, Failure> {
    let top = printed(&["--help"])?;
    let mut all = section("can-assume --help", &top);
    for command in commands(&top) {
        all.push('\n');
        all.push_str(&section(&format!("can-assume {command} --help"), &printed(&[command, "--help"])?));
    }
    Ok(all)
}

/// One command line and what it prints.
fn section(command: &str, printed: &str) -> String {
    format!("$ {command}\n{}\n", printed.trim_end())
}

/// The names under `Commands:` in a help text, but for `help` itself.
fn commands(help: &str) -> Vec<&str> {
    help.lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect()
}

/// Where the pages of the causes are.
const CAUSES: &str = "docs/causes";

/// Where the pages of the rules are.
const RULES: &str = "docs/rules";

const FILES: &[Generated] = &[
    Generated { path: "docs/help.txt", text: help },
    Generated { path: "docs/schema/check.json", text: || printed(&["schema", "check"]) },
    Generated { path: "docs/schema/check-workflow.json", text: || printed(&["schema", "check-workflow"]) },
    Generated { path: "docs/schema/claims.json", text: || printed(&["schema", "claims"]) },
    Generated { path: "docs/schema/diff.json", text: || printed(&["schema", "diff"]) },
    Generated { path: "docs/schema/config.json", text: || printed(&["schema", "config"]) },
    Generated { path: "docs/schema/lint.json", text: || printed(&["schema", "lint"]) },
    Generated { path: "docs/schema/who.json", text: || printed(&["schema", "who"]) },
];

#[cfg(test)]
mod tests {
    use super::commands;

    #[test]
    fn commands_are_the_names_in_their_section() {
        let help = "Usage: x\n\nCommands:\n  check  Decide\n         at once\n  who    Cover\n  help   Print\n\nOptions:\n  -h\n";
        assert_eq!(commands(help), ["check", "who"]);
    }

    #[test]
    fn a_tool_without_commands_has_none() {
        assert!(commands("Usage: x\n\nOptions:\n  -h\n").is_empty());
    }
}
