//! `can-assume facts`.

use clap::Args;

use super::Colour;

/// Options of `facts`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
        GITHUB_TOKEN=$(gh auth token) can-assume facts --repo octo-org/api > facts.json\n  \
        can-assume facts --repo octo-org/api --api-url https://github.example.com/api/v3\n\n\
        The token is read from GITHUB_TOKEN, sent to the API only, and never printed. Without it, only what is public\n\
        can be asked for.")]
pub(crate) struct FactsArgs {
    /// The repository.
    #[arg(long, value_name = "OWNER/NAME")]
    pub(crate) repo: String,

    /// GitHub's REST API; of GitHub Enterprise Server `https://HOST/api/v3`.
    #[arg(long, value_name = "URL", default_value = "https://api.github.com")]
    pub(crate) api_url: String,

    /// When to use colour; `auto` honours NO_COLOR, FORCE_COLOR and CLICOLOR_FORCE.
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN", help_heading = "Output")]
    pub(crate) color: Colour,
}
