//! `can-assume fix`: the proven edits of policies and workflows, shown or made.

use std::path::{Path, PathBuf};

use can_assume_core::diagnostic::{Diagnostic, Edit, Help, Level, SourceText};
use can_assume_core::explain::{self, Answer};
use can_assume_core::iam::trace::Decision;
use can_assume_core::question::{Identity, Question};
use can_assume_core::workflow::{self, WorkflowQuestion};
use can_assume_report::plain;

use crate::args::FixArgs;
use crate::exit::Exit;
use crate::input::{self, InputError, Reader, Repository};
use crate::terminal::Terminal;

/// Runs the command.
pub(crate) fn run(args: &FixArgs) -> Exit {
    let terminal = Terminal::new(args.color);
    let style = plain::Style { width: terminal.width(), ..plain::Style::default() };
    match rounds(args, terminal, style) {
        Ok(exit) => exit,
        Err(InputError(diagnostics)) => {
            terminal.message(&plain::diagnostics(&diagnostics, style));
            Exit::Nothing
        }
    }
}

/// What can be done about the answers that there are.
#[derive(Default)]
struct Plan {
    /// The fixes, each once, those that overlap with an earlier one left out.
    fixes: Vec<Fix>,
    /// The denials without a proven fix.
    unfixed: Vec<Diagnostic>,
    /// Whether some verdict is open.
    open: bool,
    /// Where other files of the workflow's repository are.
    repository: Option<Repository>,
}

/// One fix with the cause it is for.
struct Fix {
    cause: String,
    headline: String,
    title: String,
    edits: Vec<Edit>,
    decision_after: Decision,
}

/// Makes the fixes, round by round where they are written: once a job has its token, its role's policy may need another.
fn rounds(args: &FixArgs, terminal: Terminal, style: plain::Style) -> Result<Exit, InputError> {
    let mut made = 0;
    let most = if args.write { MAX_ROUNDS } else { 1 };
    for round in 0..most {
        let plan = plan(args)?;
        for fix in &plan.fixes {
            terminal.report(&plain::diagnostic(&shown(fix), style));
        }
        if args.write && !plan.fixes.is_empty() {
            for file in files(&plan.fixes) {
                write(args, plan.repository.as_ref(), file, &plan.fixes)?;
                terminal.report(&format!("wrote {}\n", can_assume_report::escape::terminal(&file.name)));
            }
            made += plan.fixes.len();
            if round + 1 < most {
                continue;
            }
        }
        for diagnostic in &plan.unfixed {
            terminal.report(&plain::diagnostic(diagnostic, style));
        }
        terminal.report(&summary(&plan, made, args.write));
        return Ok(exit(&plan));
    }
    Ok(Exit::Yes)
}

/// Reads the inputs and decides.
fn plan(args: &FixArgs) -> Result<Plan, InputError> {
    let mut reader = Reader::default();
    let providers = args.provider.as_deref().map(|path| input::providers(&mut reader, path)).transpose()?;
    let guardrails = input::resource_control_policies(&mut reader, &args.rcp)?;
    let mut plan = Plan::default();
    if let Some(file) = &args.workflow {
        let read = input::workflow(&mut reader, file, &args.about)?;
        let policies = input::role_policies(
            &mut reader,
            &args.policy,
            args.role.as_deref(),
            &read.facts,
            args.about.facts.as_deref(),
        )?;
        let question = WorkflowQuestion {
            source: &read.source,
            prediction: &read.prediction,
            facts: &read.facts,
            resolver: &read.repository,
            policies: &policies,
            providers: providers.as_deref(),
            resource_control_policies: &guardrails,
            selection: &read.selection,
        };
        let answer =
            workflow::check(&question).map_err(|error| input::nothing_selected(&read.source, &error))?;
        for row in &answer.rows {
            plan.add(&row.answer);
        }
        for found in &answer.fixes {
            plan.add_fix(Fix {
                cause: found.cause.to_owned(),
                headline: found.headline.clone(),
                title: found.fix.described(),
                edits: found.fix.edits.clone(),
                decision_after: found.fix.decision_after,
            });
        }
        plan.repository = Some(read.repository);
        return Ok(plan);
    }
    let (role, policy) = input::role(&mut reader, &args.policy, args.role.as_deref())?;
    let Some(path) = &args.claims else {
        return Err(InputError::plain("no identity was given", "give --claims or --workflow"));
    };
    let identity: Identity = input::claims(&mut reader, path, None)?;
    plan.add(&explain::answer(&Question {
        role,
        policy,
        identity,
        providers,
        resource_control_policies: guardrails,
        service_control_policies: Vec::new(),
        caller_policy: None,
        context: Vec::new(),
        now: None,
        session_name: None,
        duration_seconds: None,
    }));
    Ok(plan)
}

impl Plan {
    /// Adds what can be done about one answer.
    fn add(&mut self, answer: &Answer) {
        match answer.verdict.decision {
            Decision::Allowed => return,
            Decision::Undetermined => self.open = true,
            Decision::ExplicitDeny | Decision::ImplicitDeny => {}
        }
        let Some(fix) = answer.fixes.first() else {
            if answer.verdict.decision != Decision::Undetermined {
                let errors = answer.diagnostics.iter().filter(|one| one.level == Level::Error);
                for diagnostic in errors {
                    if !self.unfixed.contains(diagnostic) {
                        self.unfixed.push(diagnostic.clone());
                    }
                }
            }
            return;
        };
        let cause = answer.cause.as_ref();
        self.add_fix(Fix {
            cause: cause.map_or_else(String::new, |cause| cause.id.to_owned()),
            headline: cause.map_or_else(|| "the verdict is open".to_owned(), |cause| cause.headline.clone()),
            title: fix.described(),
            edits: fix.edits.clone(),
            decision_after: fix.decision_after,
        });
    }

    /// Adds a fix that does not overlap with an earlier one.
    fn add_fix(&mut self, fix: Fix) {
        let overlaps = |known: &Fix| {
            known.edits.iter().any(|one| {
                fix.edits.iter().any(|other| {
                    one.source.name == other.source.name
                        && one.span.start <= other.span.end
                        && other.span.start <= one.span.end
                })
            })
        };
        if !self.fixes.iter().any(overlaps) {
            self.fixes.push(fix);
        }
    }
}

/// A fix as it is drawn.
fn shown(fix: &Fix) -> Diagnostic {
    let after = match fix.decision_after {
        Decision::Allowed => "the request is then allowed",
        Decision::ExplicitDeny | Decision::ImplicitDeny => {
            "the job then has a token, which the policy still denies"
        }
        Decision::Undetermined => "the job then has a token",
    };
    let mut diagnostic = Diagnostic::new(Level::Error, &fix.cause, fix.headline.as_str()).note(after);
    diagnostic.helps.push(Help { text: fix.title.clone(), edits: fix.edits.clone() });
    diagnostic
}

/// The texts that are edited, each once.
fn files(fixes: &[Fix]) -> Vec<&SourceText> {
    let mut files: Vec<&SourceText> = Vec::new();
    for edit in fixes.iter().flat_map(|fix| &fix.edits) {
        if !files.contains(&&edit.source) {
            files.push(&edit.source);
        }
    }
    files
}

/// Makes the edits of one file; everything else in it stays as it is.
///
/// # Errors
/// When the text that was read is not the whole file, or it cannot be written.
fn write(
    args: &FixArgs,
    repository: Option<&Repository>,
    source: &SourceText,
    fixes: &[Fix],
) -> Result<(), InputError> {
    let cannot =
        |reason: &str, help: &str| InputError::plain(format!("{}: {reason}", source.name), help.to_owned());
    let inside = "make the edit that is shown by hand, where the policy comes from";
    let Some(path) = path_of(args, repository, &source.name) else {
        return Err(cannot("this text is not a file of its own and cannot be written", inside));
    };
    let before = std::fs::read_to_string(&path)
        .map_err(|error| cannot(&format!("cannot be read again: {error}"), "check the file"))?;
    let Some(mark) = before.strip_suffix(&*source.text) else {
        return Err(cannot("this text is not the whole file and cannot be written", inside));
    };
    let mut edits: Vec<&Edit> =
        fixes.iter().flat_map(|fix| &fix.edits).filter(|edit| edit.source == *source).collect();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut text = mark.to_owned();
    let mut at = 0;
    for edit in edits {
        text.push_str(source.text.get(at..edit.span.start).unwrap_or_default());
        text.push_str(&edit.replacement);
        at = edit.span.end;
    }
    text.push_str(source.text.get(at..).unwrap_or_default());
    std::fs::write(&path, text)
        .map_err(|error| cannot(&format!("cannot be written: {error}"), "check the permissions of the file"))
}

/// The file that a text was read from.
fn path_of(args: &FixArgs, repository: Option<&Repository>, name: &str) -> Option<PathBuf> {
    let given = args.policy.iter().chain(&args.workflow);
    let named = given.map(PathBuf::as_path).find(|path| path.display().to_string() == name);
    named
        .filter(|path| *path != Path::new("-"))
        .map(Path::to_path_buf)
        .or_else(|| repository?.find(name))
        .or_else(|| Some(PathBuf::from(name)).filter(|path| path.is_file()))
}

fn summary(plan: &Plan, made: usize, write: bool) -> String {
    let fixes = |count: usize| format!("{count} fix{}", if count == 1 { "" } else { "es" });
    let mut text = match (made, plan.fixes.len(), write) {
        (0, 0, _) if plan.unfixed.is_empty() && !plan.open => "nothing to fix: allowed".to_owned(),
        (0, 0, _) => "no fix is proven".to_owned(),
        (0, count, false) => {
            format!("{}; make {} with --write", fixes(count), if count == 1 { "it" } else { "them" })
        }
        (made, _, _) => format!("{} made", fixes(made)),
    };
    if !plan.unfixed.is_empty() {
        text.push_str(&format!("; {} without a proven fix", plan.unfixed.len()));
    }
    if plan.open {
        text.push_str("; some verdicts are undetermined");
    }
    text.push('\n');
    text
}

fn exit(plan: &Plan) -> Exit {
    if !plan.unfixed.is_empty() {
        Exit::No
    } else if plan.open && plan.fixes.is_empty() {
        Exit::Undetermined
    } else {
        Exit::Yes
    }
}

/// A token, a role, a policy: more than a few rounds mean that the fixes do not help.
const MAX_ROUNDS: usize = 5;
